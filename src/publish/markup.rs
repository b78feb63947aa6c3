//! The markup that views were compiled from, read out of the app.
//!
//! Leptos turns each part of a view that never changes into a text, and has the browser parse that text once. These
//! texts lie in the data of the wasm, each a whole element. The starter tells the browser to accept them and no others
//! (Trusted Types).

use std::collections::BTreeSet;

/// Elements without an end tag, as Leptos knows them.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// The markup in a wasm module, sorted; none if it is no such module.
pub(super) fn of(wasm: &[u8]) -> Vec<String> {
    let found = data(wasm).unwrap_or_default().into_iter().flat_map(elements);
    found.collect::<BTreeSet<_>>().into_iter().collect()
}

// ---- the module (WebAssembly Core Specification 2.0, section 5.5) ----

/// Bytes that are read from the beginning.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A whole number in LEB128.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }
}

/// What lies in the memory of a module from its start, in pieces.
fn data(wasm: &[u8]) -> Option<Vec<&[u8]>> {
    const DATA: u8 = 11;
    let mut module = Reader(wasm.strip_prefix(b"\0asm\x01\0\0\0")?);
    while let Some(id) = module.byte() {
        let size = module.number()?;
        let section = module.bytes(size)?;
        if id == DATA {
            return pieces(Reader(section));
        }
    }
    None
}

fn pieces(mut section: Reader<'_>) -> Option<Vec<&[u8]>> {
    const I32_CONST: u8 = 0x41;
    const END: u8 = 0x0b;
    let count = section.number()?;
    let mut pieces = Vec::new();
    for _ in 0..count {
        let kind = section.number()?;
        if kind == 2 {
            section.number()?;
        }
        // Where it lies is a constant; kind 1 is put somewhere by the program.
        if kind != 1 {
            (section.byte()? == I32_CONST).then_some(())?;
            section.number()?;
            (section.byte()? == END).then_some(())?;
        }
        let size = section.number()?;
        pieces.push(section.bytes(size)?);
    }
    Some(pieces)
}

// ---- elements ----

/// Every whole element among bytes that are in no other.
fn elements(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'<')) {
        at += ahead;
        let element = element(&bytes[at..]).and_then(|length| std::str::from_utf8(&bytes[at..at + length]).ok());
        at += element.map_or(1, str::len);
        found.extend(element.map(str::to_owned));
    }
    found
}

/// The length of the element that bytes begin with.
fn element(bytes: &[u8]) -> Option<usize> {
    let mut open: Vec<&[u8]> = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..)?;
        match rest.first()? {
            b'<' => {
                let (length, name, is_end) = tag(rest)?;
                at += length;
                match is_end {
                    true => (open.pop()? == name).then_some(())?,
                    false if VOID.iter().any(|void| void.as_bytes() == name) => {}
                    false => open.push(name),
                }
                if open.is_empty() {
                    return Some(at);
                }
            }
            // Text of a view holds no control characters but breaks.
            0..=8 | 11..=31 | b'>' => return None,
            _ => at += 1,
        }
    }
}

/// The length and the name of a tag, and whether it is an end tag.
fn tag(bytes: &[u8]) -> Option<(usize, &[u8], bool)> {
    let is_end = bytes.get(1) == Some(&b'/');
    let start = 1 + usize::from(is_end);
    let name = word(bytes.get(start..)?)?;
    let mut at = start + name.len();
    while bytes.get(at) == Some(&b' ') && !is_end {
        at += 1 + word(bytes.get(at + 1..)?)?.len();
        if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"=\"")) {
            let value = bytes.get(at + 2..)?;
            at += 3 + value.iter().position(|byte| *byte == b'"')?;
        }
    }
    (bytes.get(at) == Some(&b'>')).then_some((at + 1, name, is_end))
}

/// The name of a tag or an attribute.
fn word(bytes: &[u8]) -> Option<&[u8]> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-:_".contains(byte);
    let length = bytes.iter().position(|byte| !is_of_name(byte))?;
    bytes.first().filter(|byte| byte.is_ascii_alphabetic())?;
    bytes.get(..length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A module with nothing but data.
    fn module(data: &[u8]) -> Vec<u8> {
        let mut section = vec![1, 0, 0x41, 0, 0x0b];
        let mut size = data.len();
        while size >= 0x80 {
            section.push(u8::try_from(size & 0x7f).unwrap() | 0x80);
            size >>= 7;
        }
        section.push(u8::try_from(size).unwrap());
        section.extend(data);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // A section that is passed over.
        wasm.extend([0, 2, 1, b'x', 11]);
        let mut size = section.len();
        while size >= 0x80 {
            wasm.push(u8::try_from(size & 0x7f).unwrap() | 0x80);
            size >>= 7;
        }
        wasm.push(u8::try_from(size).unwrap());
        wasm.extend(section);
        wasm
    }

    #[test]
    fn each_element_is_found_by_itself() {
        let data =
            b"words<p class=\"a b\">Text &amp; <br>more</p><hr class=\"x\">path\0<li hidden><span>\xc3\xbc</span></li>\
                     <p>not closed<ul></p>a < b<b>x</b";
        let whole: Vec<_> = of(&module(data));
        assert_eq!(
            whole,
            ["<hr class=\"x\">", "<li hidden><span>\u{fc}</span></li>", "<p class=\"a b\">Text &amp; <br>more</p>",]
        );
    }

    #[test]
    fn what_is_no_module_has_no_markup() {
        assert!(of(b"<p>x</p>").is_empty());
        let wasm = module(&[b"<p>x</p>".as_slice(), &[0; 300]].concat());
        assert_eq!(of(&wasm), ["<p>x</p>"]);
        for length in 0..wasm.len() {
            assert!(of(&wasm[..length]).is_empty());
        }
    }

    proptest! {
        #[test]
        fn nothing_upsets_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            of(&bytes);
            of(&module(&bytes));
        }

        #[test]
        fn elements_are_whole(text in "[<>/pb\"= a]{0,60}") {
            for element in of(&module(text.as_bytes())) {
                prop_assert!(text.contains(&element));
                prop_assert!(element.starts_with('<') && element.ends_with('>'));
            }
        }
    }
}
