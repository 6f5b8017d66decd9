//! Functions of numbers made of `+ − × ÷` alone: the browser, which has other ones,
//! gets the same bits.

/// The natural logarithm of a number of at least 1.
pub fn ln(x: f64) -> f64 {
    let (mut x, mut twos) = (x, 0.0);
    while x > 1.5 {
        x /= 2.0;
        twos += 1.0;
    }
    // 2 artanh(y), y at most 1/5 in size: 8 terms leave less than 1e-12.
    let y = (x - 1.0) / (x + 1.0);
    let square = y * y;
    let mut sum = 0.0;
    let mut k = 15.0;
    while k > 0.0 {
        sum = sum * square + 1.0 / k;
        k -= 2.0;
    }
    #[expect(clippy::approx_constant, reason = "the same digits as in the browser's half")]
    let ln_2 = 0.693_147_180_559_945_3;
    2.0 * y * sum + twos * ln_2
}

/// The logistic function.
pub fn logistic(x: f64) -> f64 {
    // (1 + x/1024)^1024 in place of e^x: monotonous, and near enough.
    let x = x.clamp(-30.0, 30.0);
    let mut power = 1.0 + x / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power / (1.0 + power)
}

#[cfg(test)]
mod tests {
    use super::{ln, logistic};

    #[test]
    fn logarithms_are_right() {
        for x in [1.0, 1.2, 1.5, 2.0, 3.7, 100.0, 12345.0] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn the_logistic_function_rises_from_0_to_1() {
        assert!((logistic(0.0) - 0.5).abs() < 1e-12);
        assert!(logistic(-9.0) < 0.01 && logistic(9.0) > 0.99);
        assert!(logistic(1.0) < logistic(1.1));
        assert!(logistic(1e9) <= 1.0 && logistic(-1e9) >= 0.0);
    }
}
