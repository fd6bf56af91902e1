const MOST_WORK: u64 = 2_000_000;
const KEPT: usize = 256;

/// Computes `n` times, or allocates and frees `n` lists of words, on this one thread: what tells allocators apart.
pub fn work(query: &str) -> u64 {
    let read = |name: &str| query.split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
    let n = read("n").and_then(|text| text.parse().ok()).unwrap_or(1000).min(MOST_WORK);
    if read("kind") == Some("compute") {
        return (0..n).fold(n, |sum, each| sum.rotate_left(5).wrapping_mul(0x2545_f491_4f6c_dd1d) ^ each);
    }
    let mut kept: Vec<Vec<String>> = Vec::new();
    let mut sum = 0;
    for index in 0..n {
        let words: Vec<String> = (0..16).map(|word| format!("word-{word}-{index}")).collect();
        sum += words.iter().map(String::len).sum::<usize>() as u64;
        if kept.len() < KEPT {
            kept.push(words);
        } else if let Some(old) = kept.get_mut(index as usize % KEPT) {
            *old = words;
        }
    }
    sum + kept.len() as u64
}
