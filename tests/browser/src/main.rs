//! Builds and serves the sites, says where on standard output (`own=http://…`, a line
//! each), and goes on until its standard input ends.

use std::io::Read as _;

fn main() {
    let sites = guichet_browser::Sites::build();
    let named = [("own", &sites.own), ("small", &sites.small), ("stress", &sites.stress)];
    for (name, site) in named {
        println!("{name}={}", site.origin());
    }
    let _ = std::io::stdin().read_to_end(&mut Vec::new());
}
