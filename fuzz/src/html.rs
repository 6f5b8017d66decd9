//! The allow-list: both walls, alone and together.

use guichet::html::minify;
use guichet::html::sanitize::{Policy, clean_body, filter};

use crate::allowed::{SCHEMES, text_faults, tree_faults};
use crate::texts::text;

/// Most bytes that a wall adds to one: a reference for a sign, and elements that a
/// browser opens again (formatting inside blocks).
const LONGER: usize = 512;

/// Whatever comes through is on the list, as written and as read again, and the
/// second reading changes nothing.
pub fn sanitizer(data: &[u8]) {
    let dirty = text(data);
    let (filtered, dropped) = filter(&dirty, Policy::Safe);
    for drop in dropped {
        assert!(dirty.get(drop.range.clone()).is_some(), "{:?} of {dirty:?}", drop.range);
    }
    assert_eq!(filter(&filtered, Policy::Safe).0, filtered, "from {dirty:?}");
    for html in [&dirty, &filtered] {
        let clean = clean_body(html);
        assert!(clean.len() <= (html.len() + 8) * LONGER, "{} from {}", clean.len(), html.len());
        let faults = [tree_faults(&clean, |s| SCHEMES.contains(&s)), text_faults(&clean)].concat();
        assert!(faults.is_empty(), "{faults:?}\nfrom {html:?}\n  to {clean:?}");
        assert_eq!(clean_body(&clean), clean, "from {html:?}");
        let small = minify(&clean);
        let faults = tree_faults(&small, |s| SCHEMES.contains(&s));
        assert!(faults.is_empty(), "{faults:?}\nfrom {clean:?}\n  to {small:?}");
    }
    let faults = tree_faults(&filtered, |s| SCHEMES.contains(&s));
    assert!(faults.is_empty(), "{faults:?}\nfrom {dirty:?}\n  to {filtered:?}");
    let shown = filter(&dirty, Policy::Off).0;
    assert!(!shown.contains(['<', '>']), "{shown:?}");
}
