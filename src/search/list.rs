//! The list of the documents that hold a term, packed into bits.
//!
//! A list is: its length (Elias gamma); from [`LONG`] documents on, one bit whether the *absent* documents are listed
//! instead of the present ones; the gaps between document numbers (Rice code whose parameter follows from the length
//! and the size of the archive, after Golomb 1966 and Witten, Moffat and Bell, "Managing Gigabytes", 3.3); then, in a
//! weighted list, the impact level of each document. A frequent term tells little, so its levels are coarser: eight,
//! four or two of them.

use super::bits::BitReader;
#[cfg(not(target_arch = "wasm32"))]
use super::bits::BitWriter;

/// A document and how strongly a term stands in it: `document << 3 | level`.
pub(crate) type Posting = u32;

/// How many impact levels there are.
pub(crate) const LEVELS: usize = 8;

/// The saturated term weight each level stands for: tf′ / (tf′ + k1), see [`super::rank`].
pub(crate) const IMPACT: [f32; LEVELS] = [0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.87, 0.93];

/// From this length on a list may be written as its complement.
const LONG: u32 = 32;

/// Levels by how often they occur, so that the frequent ones get the short codes.
const CODE_OF_LEVEL: [u32; LEVELS] = [3, 0, 1, 2, 4, 5, 6, 7];

/// The level of a weight between 0 and 1.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn level_of(weight: f32) -> u32 {
    const LIMITS: [f32; LEVELS - 1] = [0.35, 0.45, 0.55, 0.65, 0.75, 0.84, 0.90];
    LIMITS.iter().take_while(|limit| weight >= **limit).count() as u32
}

/// The parameter of the Rice code for that many numbers below a bound: close to log2 of 0.69 times the mean gap.
fn parameter(count: u32, bound: u32) -> u32 {
    let gap = u64::from(bound) * 69 / (u64::from(count.max(1)) * 100);
    gap.max(1).ilog2()
}

/// By how many bits the levels of a list are coarser.
fn coarseness(count: u32, scale: u32) -> u32 {
    match u64::from(count) * 16 / u64::from(scale.max(1)) {
        0 => 0,
        1..=3 => 1,
        _ => 2,
    }
}

/// The level that is read back for one that was written.
fn coarse(level: u32, coarseness: u32) -> u32 {
    match coarseness {
        0 => level,
        1 => level | 1,
        _ if level >= 5 => 6,
        _ => 2,
    }
}

/// The number of documents as lists are packed for: rounded up to one of four steps an octave, so that one article
/// more seldom changes how the others' lists are written.
pub(crate) fn scale(code: u8) -> u32 {
    let (octave, step) = (u32::from(code / 4).min(27), u32::from(code % 4));
    (4 + step) << octave
}

/// The code of the smallest scale that holds so many documents.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn scale_code(documents: u32) -> u8 {
    (0..=111).find(|code| scale(*code) >= documents).unwrap_or(111)
}

/// Writes a list, which is not empty and ascends.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn write(list: &[Posting], scale: u32, weighted: bool, bits: &mut BitWriter) {
    let count = list.len() as u32;
    let last = list.last().map_or(0, |posting| posting >> 3);
    bits.gamma(count);
    let inverse = count >= LONG && count > last / 2;
    if count >= LONG {
        bits.put(u32::from(inverse), 1);
    }
    if inverse {
        bits.gamma(last + 1);
        let k = parameter(last + 1 - count, last + 1);
        let mut next = 0;
        let mut start = 0;
        for document in list.iter().map(|posting| posting >> 3) {
            for absent in next..document {
                bits.rice(absent - start, k);
                start = absent + 1;
            }
            next = document + 1;
        }
    } else {
        let k = parameter(count, scale);
        let mut start = 0;
        for document in list.iter().map(|posting| posting >> 3) {
            bits.rice(document - start, k);
            start = document + 1;
        }
    }
    if weighted {
        let coarseness = coarseness(count, scale);
        for level in list.iter().map(|posting| posting & 7) {
            match coarseness {
                0 => bits.unary(CODE_OF_LEVEL[level as usize]),
                1 => bits.unary([1, 0, 2, 3][level as usize / 2]),
                _ => bits.unary(u32::from(level >= 5)),
            }
        }
    }
}

/// Reads a list of documents below `limit` into `list`, which is emptied first. `None` if it is none.
pub(crate) fn read(
    bits: &mut BitReader<'_>,
    scale: u32,
    weighted: bool,
    limit: u32,
    list: &mut Vec<Posting>,
) -> Option<()> {
    list.clear();
    let count = bits.gamma()?;
    if count > limit {
        return None;
    }
    let inverse = count >= LONG && bits.get(1)? == 1;
    if inverse {
        let bound = bits.gamma()?;
        if bound > limit || count > bound {
            return None;
        }
        let k = parameter(bound - count, bound);
        let mut start = 0;
        for _ in 0..bound - count {
            let absent = bits.rice(k)?.checked_add(start)?;
            if absent >= bound {
                return None;
            }
            list.extend((start..absent).map(|document| document << 3));
            start = absent + 1;
        }
        list.extend((start..bound).map(|document| document << 3));
    } else {
        let k = parameter(count, scale);
        let mut start = 0u32;
        for _ in 0..count {
            let document = bits.rice(k)?.checked_add(start)?;
            if document >= limit {
                return None;
            }
            list.push(document << 3);
            start = document + 1;
        }
    }
    if weighted {
        let coarseness = coarseness(count, scale);
        for posting in list.iter_mut() {
            let code = bits.unary()?;
            let level = match coarseness {
                0 => CODE_OF_LEVEL.iter().position(|of| *of == code)? as u32,
                1 => [1, 0, 2, 3].iter().position(|of| *of == code)? as u32 * 2,
                _ if code > 1 => return None,
                _ => code * 5,
            };
            *posting |= coarse(level, coarseness);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(documents: &[u32], scale: u32, weighted: bool) {
        let list: Vec<_> = documents.iter().map(|document| document << 3 | (document * 7 % 8)).collect();
        let mut writer = BitWriter::default();
        write(&list, scale, weighted, &mut writer);
        let len = writer.len();
        let bytes = writer.finish();
        let mut read_back = Vec::new();
        let mut reader = BitReader::new(&bytes, 0);
        read(&mut reader, scale, weighted, scale, &mut read_back).expect("own list");
        assert_eq!(reader.position(), len);
        assert_eq!(read_back.iter().map(|p| p >> 3).collect::<Vec<_>>(), documents);
        let coarseness = coarseness(list.len() as u32, scale);
        for (written, read) in list.iter().zip(&read_back) {
            assert_eq!(read & 7, if weighted { coarse(written & 7, coarseness) } else { 0 });
        }
    }

    #[test]
    fn lists_round_trip() {
        for weighted in [true, false] {
            for step in [1, 2, 3, 7, 50, 400] {
                let documents: Vec<_> = (0..1000).filter(|d| d % step == step / 2).collect();
                round_trip(&documents, 1024, weighted);
            }
            let most: Vec<_> = (0..1000).filter(|d| d % 13 != 4).collect();
            round_trip(&most, 1024, weighted);
            round_trip(&[999], 1024, weighted);
        }
    }

    #[test]
    fn scales_ascend_and_hold() {
        for documents in [1, 4, 5, 63, 64, 65, 5000, 50_000] {
            let code = scale_code(documents);
            assert!(scale(code) >= documents && (code == 0 || scale(code - 1) < documents));
        }
    }
}
