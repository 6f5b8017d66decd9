//! x
#[cfg(test)]
mod tests {
    #[test]
    fn list() {
        let t = std::time::Instant::now();
        let set = two_face::syntax::extra_newlines();
        eprintln!("{:?}", t.elapsed());
        for s in set.syntaxes() {
            eprintln!("{} | {} | {}", s.name, s.scope, s.file_extensions.join(" "));
        }
    }
}

/// Coloured code, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Highlighted {
    /// The lines without their breaks, each as runs of a CSS class and text.
    pub lines: Vec<Vec<(Option<&'static str>, String)>>,
}
