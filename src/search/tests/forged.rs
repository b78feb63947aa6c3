//! Forged files of every kind by the rules of a property: whatever a body says under a checksum that is right, the
//! engine answers. `fuzz/` does the same for longer.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::corpus::entries;
use super::*;
use crate::search::bits::{hash, seal};

static HOST: LazyLock<Host> = LazyLock::new(|| Host::new(&entries(60)));

/// What the checksum of a file is of, and how a file is made of another such part.
type Parts = (Vec<u8>, Box<dyn Fn(&[u8]) -> Vec<u8>>);

fn parts(file: &[u8]) -> Parts {
    let start = b"{\"sum\":\"00000000\",\"records\":".len();
    if file.starts_with(b"{\"sum\":\"") {
        let whole = |body: &[u8]| {
            let sum = hash(body) as u32;
            [format!("{{\"sum\":\"{sum:08x}\",\"records\":").as_bytes(), body, b"}"].concat()
        };
        return (file[start..file.len() - 1].to_vec(), Box::new(whole));
    }
    let magic = [file[0], file[1], file[2]];
    (file[7..].to_vec(), Box::new(move |body| seal(magic, body)))
}

#[test]
fn a_file_is_made_of_its_parts() {
    for (name, bytes) in &HOST.files {
        let (body, whole) = parts(bytes);
        assert_eq!(whole(&body), *bytes, "{name}");
    }
}

/// Bytes that are others, bytes more, bytes less.
fn damage() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..8)
}

fn damaged(mut body: Vec<u8>, damage: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    for (place, byte, way) in damage {
        if body.is_empty() {
            break;
        }
        let place = place.index(body.len());
        match way {
            0 => body[place] = *byte,
            1 => body[place] ^= 1 << (byte % 8),
            2 => body.insert(place, *byte),
            _ => body.truncate(place),
        }
    }
    body
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn forged_files_are_answered(which in any::<prop::sample::Index>(), damage in damage()) {
        let (name, bytes) = HOST.files.iter().nth(which.index(HOST.files.len())).unwrap();
        let (body, whole) = parts(bytes);
        let forged = whole(&damaged(body, &damage));
        let file = |asked: &str| if asked == name { &forged } else { &HOST.files[asked] };
        let Ok(mut engine) = Engine::open(file(Engine::ROOT)) else { return Ok(()) };
        for text in ["place7 the", "\"place7 place8\"", "plcae7", "place8"] {
            let query = Query { typing: true, counts: FacetKind::ALL.to_vec(), ..Query::of(text) };
            let mut rounds = 0;
            while let Answer::Needs(names) = engine.ask(&query) {
                for name in names {
                    match HOST.files.contains_key(name.file()) {
                        true => _ = engine.supply(&name, file(name.file())),
                        false => engine.fail(&name),
                    }
                }
                rounds += 1;
                prop_assert!(rounds < 20, "asks for ever");
            }
        }
    }
}
