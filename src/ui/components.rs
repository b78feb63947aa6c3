//! The parts pages are made of, one in each file, with a stylesheet of the same name in `style/components/`.

pub mod blocks;
pub mod breadcrumbs;
pub mod footer;
pub mod kicker;
pub mod masthead;
pub mod retry_button;
pub mod section_index;
pub mod sources;
pub mod teaser_list;

pub(crate) use blocks::blocks;
pub use breadcrumbs::Breadcrumbs;
pub use footer::Footer;
pub use kicker::Kicker;
pub use masthead::{Masthead, TranslationLink};
pub use retry_button::RetryButton;
pub use section_index::SectionIndex;
pub use sources::Sources;
pub use teaser_list::TeaserList;
