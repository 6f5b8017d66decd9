//! Outlines → coverage, by summing signed areas along each row.
//!
//! The sum of what the edges of a closed outline cut off to their left is, pixel by
//! pixel, how much of the pixel lies inside. Plain arithmetic in a fixed order: the
//! same on every processor.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a card is a few hundred pixels high, and what is cut is not negative"
)]

/// The steps of coverage that a card can show, besides none.
pub(super) const LEVELS: u8 = 7;

/// Coverage of a rectangle of pixels.
pub(super) struct Mask {
    width: usize,
    height: usize,
    /// What each pixel adds to the sum of its row; two more at the end of a row, for
    /// what lies behind it.
    sums: Vec<f32>,
}

/// A point, in pixels from the top left corner.
pub(super) type Point = (f32, f32);

impl Mask {
    /// Nothing is covered.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self { width, height, sums: vec![0.0; (width + 2) * height] }
    }

    /// Adds an edge.
    pub(super) fn line(&mut self, from: Point, to: Point) {
        let (sign, (x0, y0), (x1, y1)) =
            if from.1 <= to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        if y1 - y0 <= f32::EPSILON {
            return;
        }
        let slope = (x1 - x0) / (y1 - y0);
        let top = y0.max(0.0);
        let bottom = y1.min(self.height as f32);
        let mut x = x0 + (top - y0) * slope;
        let mut row = top as usize;
        while (row as f32) < bottom {
            let start = top.max(row as f32);
            let end = bottom.min((row + 1) as f32);
            let next = x + (end - start) * slope;
            self.span(row, sign * (end - start), (x, next));
            x = next;
            row += 1;
        }
    }

    /// Adds what an edge cuts off in one row, where it goes between two places and
    /// down by `fall`.
    fn span(&mut self, row: usize, fall: f32, (a, b): (f32, f32)) {
        let limit = self.width as f32;
        let (left, right) = (a.min(b).clamp(0.0, limit), a.max(b).clamp(0.0, limit));
        let first = left as usize;
        let base = row * (self.width + 2);
        if right <= (first + 1) as f32 {
            // Within one pixel: a trapezoid.
            let inside = 1.0 - (f32::midpoint(left, right) - first as f32);
            self.add(base + first, fall * inside);
            self.add(base + first + 1, fall * (1.0 - inside));
            return;
        }
        let per_pixel = fall / (right - left);
        let mut done = 0.0;
        let mut column = first;
        while (column as f32) < right {
            let (start, end) = (left.max(column as f32), right.min((column + 1) as f32));
            // What lies left of the edge grows until it leaves the pixel.
            let part = per_pixel * (end - start);
            let inside = (column + 1) as f32 - f32::midpoint(start, end);
            let now = done + part * inside;
            self.add(base + column, now - done);
            self.add(base + column + 1, part - (now - done));
            done += part;
            column += 1;
        }
    }

    fn add(&mut self, at: usize, value: f32) {
        if let Some(sum) = self.sums.get_mut(at) {
            *sum += value;
        }
    }

    /// How far each pixel is covered, 0 to [`LEVELS`], row by row.
    pub(super) fn levels(&self) -> Vec<u8> {
        let mut levels = Vec::with_capacity(self.width * self.height);
        for row in 0..self.height {
            let mut sum = 0.0_f32;
            for column in 0..self.width {
                sum += self.sums[row * (self.width + 2) + column];
                levels.push((sum.abs().min(1.0) * f32::from(LEVELS) + 0.5) as u8);
            }
        }
        levels
    }
}

#[cfg(test)]
mod tests {
    use super::{LEVELS, Mask, Point};

    fn shape(points: &[Point]) -> Vec<u8> {
        let mut mask = Mask::new(4, 3);
        for (idx, from) in points.iter().enumerate() {
            mask.line(*from, points[(idx + 1) % points.len()]);
        }
        mask.levels()
    }

    #[test]
    fn a_box_on_the_grid_is_full_inside_and_empty_outside() {
        let levels = shape(&[(1.0, 1.0), (3.0, 1.0), (3.0, 2.0), (1.0, 2.0)]);
        let full = LEVELS;
        assert_eq!(levels, [0, 0, 0, 0, 0, full, full, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn half_a_pixel_is_half_covered() {
        let levels = shape(&[(0.5, 0.0), (2.0, 0.0), (2.0, 1.0), (0.5, 1.0)]);
        assert_eq!(levels[..4], [LEVELS.div_ceil(2), LEVELS, 0, 0]);
        // A triangle over one row: what lies right of the slope.
        let levels = shape(&[(0.0, 0.0), (4.0, 0.0), (4.0, 1.0)]);
        assert_eq!(levels[..4], [1, 3, 4, 6]);
    }

    #[test]
    fn what_lies_outside_does_no_harm() {
        let levels = shape(&[(-5.0, -5.0), (9.0, -5.0), (9.0, 9.0), (-5.0, 9.0)]);
        assert!(levels.iter().all(|level| *level == LEVELS), "{levels:?}");
    }
}
