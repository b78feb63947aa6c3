//! Bits, variable-length numbers and checksums: what every binary file of the index is made of.
//!
//! Reading never trusts its input: each function returns `None` at the end of the data or on a number too large.

/// Collects bits, the lowest bit of a byte first.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, Default)]
pub(crate) struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    used: u32,
}

#[cfg(not(target_arch = "wasm32"))]
impl BitWriter {
    /// Appends the lowest `width` bits of a number, at most 32 at once.
    pub(crate) fn put(&mut self, value: u32, width: u32) {
        debug_assert!(width <= 32 && (width == 32 || u64::from(value) < 1 << width));
        self.pending |= u64::from(value) << self.used;
        self.used += width;
        while self.used >= 8 {
            self.bytes.push(self.pending as u8);
            self.pending >>= 8;
            self.used -= 8;
        }
    }

    /// Appends that many zeros and a one.
    pub(crate) fn unary(&mut self, mut value: u32) {
        while value >= 31 {
            self.put(0, 31);
            value -= 31;
        }
        self.put(1 << value, value + 1);
    }

    /// Appends a number from 1 on in Elias gamma code.
    pub(crate) fn gamma(&mut self, value: u32) {
        let width = value.max(1).ilog2();
        self.unary(width);
        self.put(value & ((1 << width) - 1), width);
    }

    /// Appends a number in Rice code: the quotient by 2^`k` in unary, the rest in `k` bits.
    pub(crate) fn rice(&mut self, value: u32, k: u32) {
        self.unary(value >> k);
        self.put(value & ((1 << k) - 1), k);
    }

    /// How many bits were written.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len() * 8 + self.used as usize
    }

    /// The bytes; the last is filled with zeros.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.bytes.push(self.pending as u8);
        }
        self.bytes
    }

    /// Appends the first `len` bits of another stream.
    pub(crate) fn append(&mut self, bytes: &[u8], len: usize) {
        let mut left = len;
        for &byte in bytes {
            let width = left.min(8) as u32;
            self.put(u32::from(byte) & ((1 << width) - 1), width);
            left -= width as usize;
        }
    }
}

/// Reads what a `BitWriter` wrote.
#[derive(Clone, Debug)]
pub(crate) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// From the bit at that place on.
    pub(crate) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The place of the next bit.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// At least the next 32 bits if there are so many, and how many of them are real.
    fn window(&self) -> (u64, u32) {
        let rest = self.bytes.get(self.at / 8..).unwrap_or_default();
        let mut eight = [0; 8];
        let len = rest.len().min(8);
        eight.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        let skip = (self.at % 8) as u32;
        (u64::from_le_bytes(eight) >> skip, (len as u32 * 8).saturating_sub(skip))
    }

    pub(crate) fn get(&mut self, width: u32) -> Option<u32> {
        let (bits, real) = self.window();
        if width > 32 || width > real {
            return None;
        }
        self.at += width as usize;
        Some((bits & ((1 << width) - 1)) as u32)
    }

    pub(crate) fn unary(&mut self) -> Option<u32> {
        let mut value = 0u32;
        loop {
            let (bits, real) = self.window();
            if real == 0 {
                return None;
            }
            let zeros = bits.trailing_zeros().min(real);
            value = value.checked_add(zeros)?;
            self.at += zeros as usize;
            if zeros < real {
                self.at += 1;
                return Some(value);
            }
        }
    }

    pub(crate) fn gamma(&mut self) -> Option<u32> {
        let width = self.unary()?;
        if width > 31 {
            return None;
        }
        Some(self.get(width)? | 1 << width)
    }

    pub(crate) fn rice(&mut self, k: u32) -> Option<u32> {
        let quotient = self.unary()?;
        if k > 31 || quotient > u32::MAX >> k {
            return None;
        }
        Some(quotient << k | self.get(k)?)
    }
}

#[cfg(not(target_arch = "wasm32"))]
/// Appends a number in groups of seven bits, the lowest first.
pub(crate) fn put_varint(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(not(target_arch = "wasm32"))]
/// Appends a text with its length.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_varint(bytes, text.len() as u32);
    bytes.extend_from_slice(text.as_bytes());
}

/// Reads bytes in order.
#[derive(Clone, Debug)]
pub(crate) struct ByteReader<'a>(pub(crate) &'a [u8]);

impl<'a> ByteReader<'a> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(byte)
    }

    pub(crate) fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn varint(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            if shift == 28 && byte > 0x0f {
                return None;
            }
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A number that counts things of at least one byte each, so that a wrong one cannot ask for much memory.
    pub(crate) fn count(&mut self) -> Option<usize> {
        let count = self.varint()? as usize;
        (count <= self.0.len()).then_some(count)
    }

    pub(crate) fn fixed(&mut self, len: usize) -> Option<u32> {
        Some(self.take(len)?.iter().rev().fold(0, |value, &byte| value << 8 | u32::from(byte)))
    }

    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn text(&mut self) -> Option<&'a str> {
        let len = self.varint()? as usize;
        std::str::from_utf8(self.take(len)?).ok()
    }
}

/// A 64-bit hash of bytes (FNV-1a with a final mix): for names of files and checksums, not against forgery.
///
/// Each step is a bijection of the state, so that a single changed byte always changes the hash.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0xcbf2_9ce4_8422_2325u64;
    for &byte in bytes {
        state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    state = (state ^ (state >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    state ^ (state >> 32)
}

#[cfg(not(target_arch = "wasm32"))]
/// The bytes of a file that begin with `magic`, hold the checksum of the rest and then the rest.
pub(crate) fn seal(magic: [u8; 3], body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len() + 7);
    bytes.extend_from_slice(&magic);
    bytes.extend_from_slice(&(hash(body) as u32).to_le_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// What was sealed, if nothing of it has changed.
pub(crate) fn unseal(magic: [u8; 3], bytes: &[u8]) -> Result<&[u8], super::Fault> {
    let mut reader = ByteReader(bytes);
    let (kind, version) = (&magic[..2], magic[2]);
    if reader.take(2) != Some(kind) {
        return Err(super::Fault::Foreign);
    }
    if reader.byte() != Some(version) {
        return Err(super::Fault::Version);
    }
    let sum = reader.fixed(4);
    if sum == Some(hash(reader.0) as u32) { Ok(reader.0) } else { Err(super::Fault::Corrupt) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip() {
        let values = [0, 1, 2, 5, 30, 31, 32, 63, 64, 127, 128, 999, 65_536];
        let mut writer = BitWriter::default();
        for value in values {
            writer.put(value & 7, 3);
            writer.unary(value.min(200));
            writer.gamma(value + 1);
            writer.rice(value, 5);
        }
        let len = writer.len();
        let bytes = writer.finish();
        let mut copy = BitWriter::default();
        copy.put(1, 1);
        copy.append(&bytes, len);
        for (bytes, start) in [(&bytes, 0), (&copy.finish(), 1)] {
            let mut reader = BitReader::new(bytes, start);
            for value in values {
                assert_eq!(reader.get(3), Some(value & 7));
                assert_eq!(reader.unary(), Some(value.min(200)));
                assert_eq!(reader.gamma(), Some(value + 1));
                assert_eq!(reader.rice(5), Some(value));
            }
            assert_eq!(reader.position(), len + start);
            assert!(reader.unary().is_none());
        }
    }

    #[test]
    fn bytes_round_trip() {
        let mut bytes = Vec::new();
        for value in [0, 1, 127, 128, 300, 1 << 21, u32::MAX] {
            put_varint(&mut bytes, value);
        }
        put_text(&mut bytes, "für");
        let mut reader = ByteReader(&bytes);
        for value in [0, 1, 127, 128, 300, 1 << 21, u32::MAX] {
            assert_eq!(reader.varint(), Some(value));
        }
        assert_eq!(reader.text(), Some("für"));
        assert_eq!(reader.byte(), None);
        assert_eq!(ByteReader(&[0xff; 9]).varint(), None);
    }
}
