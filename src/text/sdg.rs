//! Goals and targets of the 2030 Agenda for Sustainable Development.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A goal (`10`) or a target (`10.7`, `3.d`) of the 2030 Agenda.
///
/// The number of targets per goal follows the global indicator framework (A/RES/71/313): outcome targets are
/// numbered, means of implementation lettered.
///
/// ```
/// use iom_germany::text::SdgTag;
/// let target: SdgTag = "10.7".parse().unwrap();
/// assert_eq!(target.goal(), 10);
/// assert!("10.11".parse::<SdgTag>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
pub struct SdgTag {
    goal: u8,
    target: Option<Target>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Target {
    Outcome(u8),
    Means(u8),
}

/// Why a text is no [`SdgTag`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the 2030 Agenda has no goal or target `{0}`")]
pub struct InvalidSdg(String);

/// Per goal: how many numbered outcome targets and how many lettered means of implementation it has.
const TARGETS: [(u8, u8); 17] = [
    (5, 2),
    (5, 3),
    (9, 4),
    (7, 3),
    (6, 3),
    (6, 2),
    (3, 2),
    (10, 2),
    (5, 3),
    (7, 3),
    (7, 3),
    (8, 3),
    (3, 2),
    (7, 3),
    (9, 3),
    (10, 2),
    (19, 0),
];

impl SdgTag {
    /// The goal, 1 to 17.
    pub const fn goal(self) -> u8 {
        self.goal
    }

    /// Whether this names a whole goal rather than one of its targets.
    pub const fn is_goal(self) -> bool {
        self.target.is_none()
    }
}

fn parse(text: &str) -> Option<SdgTag> {
    let (goal, target) = match text.split_once('.') {
        Some((goal, target)) => (goal, Some(target)),
        None => (text, None),
    };
    let goal = small_number(goal)?;
    let &(outcomes, means) = TARGETS.get(usize::from(goal).checked_sub(1)?)?;
    let target = match target {
        None => None,
        Some(target) => Some(match target.as_bytes() {
            &[letter @ b'a'..=b'z'] if letter - b'a' < means => Target::Means(letter),
            _ => Target::Outcome(small_number(target).filter(|n| (1..=outcomes).contains(n))?),
        }),
    };
    Some(SdgTag { goal, target })
}

/// A number from 1 to 99 without leading zeros or signs.
fn small_number(text: &str) -> Option<u8> {
    let plain = (1..=2).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}

impl fmt::Display for SdgTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            None => write!(f, "{}", self.goal),
            Some(Target::Outcome(number)) => write!(f, "{}.{number}", self.goal),
            Some(Target::Means(letter)) => write!(f, "{}.{}", self.goal, char::from(letter)),
        }
    }
}

impl FromStr for SdgTag {
    type Err = InvalidSdg;

    fn from_str(text: &str) -> Result<Self, InvalidSdg> {
        parse(text).ok_or_else(|| InvalidSdg(text.to_owned()))
    }
}

impl TryFrom<String> for SdgTag {
    type Error = InvalidSdg;

    fn try_from(text: String) -> Result<Self, InvalidSdg> {
        text.parse()
    }
}

impl From<SdgTag> for String {
    fn from(tag: SdgTag) -> Self {
        tag.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_agenda_has_169_targets() {
        let total: u16 = TARGETS.iter().map(|&(outcomes, means)| u16::from(outcomes) + u16::from(means)).sum();
        assert_eq!(total, 169);
    }

    #[test]
    fn knows_goals_and_targets() {
        for good in ["1", "17", "10.7", "10.c", "3.d", "17.19", "16.10"] {
            assert_eq!(good.parse::<SdgTag>().unwrap().to_string(), good);
        }
        for bad in ["", "0", "18", "10.0", "10.8", "10.d", "17.a", "10.07", "10.", ".7", "1.5.1", "x"] {
            assert!(bad.parse::<SdgTag>().is_err(), "{bad:?} was accepted");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,6}") {
            let _ = text.parse::<SdgTag>();
        }
    }
}
