//! The runs of a line while it is read.

/// A run of text and its class, if it has one.
pub type Run<'t> = (Option<&'static str>, &'t str);

/// The runs of a line so far: neighbors of one class are one run, spaces between them
/// included.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Span>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    class: Option<&'static str>,
    /// In bytes.
    length: usize,
    is_blank: bool,
}

impl Runs {
    /// Adds the text that comes next in the line.
    pub(super) fn push(&mut self, class: Option<&'static str>, text: &str) {
        if text.is_empty() {
            return;
        }
        let is_blank = text.bytes().all(|b| b == b' ' || b == b'\t');
        let class = class.filter(|_| !is_blank);
        if let [.., before, space] = self.runs.as_mut_slice()
            && before.class == class
            && space.class.is_none()
            && space.is_blank
        {
            before.length += space.length;
            self.runs.pop();
        }
        match self.runs.last_mut() {
            Some(last) if last.class == class => {
                last.length += text.len();
                last.is_blank &= is_blank;
            }
            _ => self.runs.push(Span { class, length: text.len(), is_blank }),
        }
    }

    /// Cuts the line into its runs, and makes room for those of the next one.
    pub(super) fn cut<'t>(&mut self, line: &'t str, out: &mut Vec<Run<'t>>) {
        out.clear();
        let mut rest = line;
        for run in self.runs.drain(..) {
            let (text, after) = rest.split_at_checked(run.length).unwrap_or((rest, ""));
            out.push((run.class, text));
            rest = after;
        }
    }
}
