// The answer engine in the browser: the same steps as in src/answers, in the same
// order, so that the same index gives the same scores.
//
//   guichet.ask(question, { lang, top }) → promise of { answered, confidence, hits }
//
// `lang` is the code of the page's language (else that of <html lang>), `top` the most
// hits (else 3). Index files are read from the folder of this script, or from the
// folder that `guichet.answers` names; each calls guichet.load(name, content).
(() => {
  let guichet = self.guichet ||= {};
  let script = self.document && document.currentScript;
  let folder = script instanceof (self.HTMLScriptElement || Object) ? script.src.replace(/[^/]*$/, '') : '';
  let waiting = {}, loading = {}, indexes = {};
  let SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  let VALUE = {};
  for (let i = 0; i < 64; i++) VALUE[SIGNS[i]] = i;

  guichet.load = (name, content) => waiting[name]?.(content);

  // Puts a script into the page; it hands its content to guichet.load.
  guichet.get ||= name => new Promise((settle, refuse) => {
    let element = document.createElement('script');
    element.src = (guichet.answers || folder) + name;
    element.onload = settle;
    element.onerror = refuse;
    document.head.append(element);
  });
  let get = name => loading[name] ||= new Promise((settle, refuse) => {
    waiting[name] = settle;
    guichet.get(name).then(() => refuse(name), refuse);
  }).catch(error => {
    delete loading[name];
    throw error;
  });

  // Numbers of five bits a sign.
  let numbers = text => {
    let at = 0;
    let sign = () => VALUE[text[at++]];
    let number = () => {
      let n = 0, shift = 0, c;
      do {
        c = sign();
        n |= (c & 31) << shift;
        shift += 5;
      } while (c > 31);
      return n >>> 0;
    };
    return { sign, number, more: () => at < text.length };
  };

  // The head of a language → its index; stems without their places, articles without
  // their texts.
  let read = head => {
    if (head.version !== 1) throw head.version;
    let x = { ...head, lang: head.langs[0], stems: [], at: new Map(), links: new Map(), docs: [], places: [], said: [] };
    let before = '';
    for (let item of head.stems.split(' ').slice(0, -1)) {
      before = [...before].slice(0, VALUE[item[0]]).join('') + item.slice(1);
      x.at.set(before, x.stems.length);
      x.stems.push(before);
    }
    for (let item of head.links.split(';').slice(0, -1)) {
      let [key, ways] = item.split('=');
      x.links.set(key, ways.split(',').map(way => [way.slice(2).split('+'), way.slice(0, 2) / 100]));
    }
    let { number, more } = numbers(head.docs);
    let start = 0;
    while (more()) {
      let doc = { lang: head.langs[number()], words: number(), units: [], start };
      for (let n = number(); n--;) doc.units.push(number());
      start += doc.units.length;
      x.docs.push(doc);
    }
    x.size = start;
    x.average = 0;
    for (let doc of x.docs) x.average += doc.words;
    x.average = x.average / (x.docs.length || 1) + 1;
    x.threshold /= 1000;
    x.stops = new Set(head.stops.split(' '));
    x.others = head.others.map(([code, stops]) => [code, new Set(stops.split(' '))]);
    return x;
  };
  // What could not be had is asked for again the next time.
  let index = lang => indexes[lang] ||= get(lang + '.js').then(read).catch(error => {
    delete indexes[lang];
    throw error;
  });

  // The parts that hold some numbers, read into the index.
  let fetchParts = (x, what, wanted, take) => Promise.all(x[what].map((part, i) => {
    let end = x[what][i + 1]?.[0] ?? Infinity;
    if (!wanted.some(n => n >= part[0] && n < end)) return;
    return part.done || (part[2] ? get(part[1]) : Promise.resolve(part[1])).then(content => {
      part.done = 1;
      take(part[0], content);
    });
  }));
  let fetchPosts = (x, stems) => fetchParts(x, 'posts', stems, (stem, content) => {
    let { sign, number, more } = numbers(content);
    while (more()) {
      let list = [];
      for (let n = number(), doc = 0; n--;) {
        doc += number();
        let bits = sign(), questions = bits & 32 ? number() : 0;
        list.push([doc, bits, (bits >> 4 & 1 | questions << 1) >>> 0]);
      }
      x.places[stem++] = list;
    }
  });
  let fetchTexts = (x, docs) => fetchParts(x, 'texts', docs, (doc, content) => {
    for (let text of content) x.said[doc++] = text;
  });

  // Text → words.
  let UNSPACED = '\\u{e00}-\\u{eff}\\u{1000}-\\u{109f}\\u{1780}-\\u{17ff}\\u{3040}-\\u{30ff}\\u{3400}-\\u{9fff}\\u{f900}-\\u{faff}\\u{20000}-\\u{3ffff}';
  let WORD = RegExp('\\p{N}+|((?:(?!\\p{N})[' + UNSPACED + '])+)|((?:(?![\\p{N}' + UNSPACED + '])[\\p{Alphabetic}\\p{M}])+)', 'gu');
  let SPELL = { œ: 'oe', æ: 'ae', ß: 'ss', ς: 'σ' };
  let fold = word => word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[œæßς]/g, c => SPELL[c]);
  let words = text => {
    let list = [];
    for (let { 0: run, 1: unspaced, 2: letters, index: a } of text.matchAll(WORD)) {
      if (unspaced) {
        let at = a, signs = [...run];
        signs.forEach((sign, i) => {
          let pair = sign + (signs[i + 1] || ''), word = fold(pair);
          if (word && (signs[i + 1] || !i)) list.push({ word, a: at, b: at + pair.length });
          at += sign.length;
        });
        continue;
      }
      let word = fold(run), b = a + run.length, last = list.at(-1);
      if (!word) continue;
      let between = last && text.slice(last.b, a);
      if (letters && last && (/^[-\u2010\u2011]$/.test(between) ? last.word.length === 1 && word.length > 2
        : between === '.' && word.length === 1 && last.b - last.a === 2 * last.word.length - 1)) {
        last.word += word;
        last.b = b;
      } else list.push({ word, a, b });
    }
    return list;
  };
  let stemOf = (x, word) => {
    if (/[^\0-\x7f]/.test(word)) return word;
    for (let step of x.steps) {
      let ending = step.find(([from, , least]) => word.length >= from.length + least && word.endsWith(from));
      if (ending) word = word.slice(0, word.length - ending[0].length) + ending[1];
    }
    return word;
  };
  let terms = (x, text) => words(text).map(term => {
    term.stop = /^[a-z]$/.test(term.word) || x.stops.has(term.word);
    term.stem = term.stop ? term.word : stemOf(x, term.word);
    return term;
  });

  // Words that look like one the index lacks.
  let distance = (a, b) => {
    let before, last = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      let row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j - 1] + (a[i - 1] !== b[j - 1]), last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      before = last;
      last = row;
    }
    return last[b.length];
  };
  let likeness = (word, known) => {
    let other = [...known], n = word.length, m = other.length;
    if (other[0] !== word[0] || m < 3) return 0;
    let shared = 0, best = 0;
    while (shared < n && word[shared] === other[shared]) shared++;
    let longer = Math.max(n, m), shorter = Math.min(n, m), allowed = Math.floor((longer - 1) / 3);
    if (longer - shorter <= allowed) {
      let far = distance(word, other);
      if (far <= allowed) best = 1 - far / longer * 1.6;
    }
    if (shared === shorter && shared > 3) best = Math.max(best, shorter / longer * 0.8);
    return best >= 0.45 ? best : 0;
  };
  let like = (x, letters) => {
    let word = [...letters];
    if (word.length < 4 || /\p{N}/u.test(word[0])) return [];
    let found = [];
    for (let known of new Set([...x.stems, ...[...x.links.keys()].filter(key => !key.includes(' '))])) {
      let weight = likeness(word, known);
      if (weight) found.push([known, weight]);
    }
    found.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    found = found.filter(near => near[1] >= found[0][1] * 0.9);
    return found.slice(0, 3);
  };
  let similar = (x, { stem, word }) => {
    for (let glued of x.glued) {
      let rest = stem.slice(glued.length);
      if (stem.startsWith(glued) && rest.length > 2 && (x.at.has(rest) || x.links.has(rest))) return [[rest, 0.9]];
    }
    let found = like(x, stem);
    return found[0] ? found : like(x, word);
  };

  // A question → what it asks about.
  let follow = (x, concept, key, weight) => {
    for (let [stems, link] of x.links.get(key) || []) concept.ways.push([stems.map(stem => x.at.get(stem)), weight * link]);
  };
  let concepts = (x, question) => {
    let list = [], all = terms(x, question).slice(0, 48);
    for (let term of all) {
      let { stem } = term;
      if (term.stop || list.some(concept => concept.words === stem)) continue;
      let concept = { words: stem, ways: [], share: 1 };
      if (x.at.has(stem)) concept.ways.push([[x.at.get(stem)], 1]);
      follow(x, concept, stem, 1);
      if (!concept.ways[0]) {
        for (let [near, weight] of similar(x, term)) {
          if (x.at.has(near)) concept.ways.push([[x.at.get(near)], weight]);
          follow(x, concept, near, weight);
        }
      }
      list.push(concept);
    }
    for (let n = 1; n < 5; n++) for (let i = 0; i + n <= all.length; i++) {
      let window = all.slice(i, i + n);
      if (n < 2 && !window[0].stop) continue;
      let concept = { words: window.map(term => term.stem).join(' '), ways: [], share: 0.95, phrase: 1 };
      follow(x, concept, concept.words, 1);
      if (!concept.ways[0]) continue;
      if (n > 1) for (let other of list) if (!other.phrase && window.some(term => term.stem === other.words)) other.share *= 0.8;
      list.push(concept);
    }
    return list;
  };

  // Numbers: only what is exact everywhere.
  let ln = number => {
    let twos = 0, sum = 0;
    while (number > 1.5) {
      number /= 2;
      twos++;
    }
    let y = (number - 1) / (number + 1), square = y * y;
    for (let k = 15; k > 0; k -= 2) sum = sum * square + 1 / k;
    return 2 * y * sum + twos * 0.6931471805599453;
  };
  let idf = (x, stem) => {
    let n = x.places[stem].length;
    return ln(1 + (x.docs.length - n + 0.5) / (n + 0.5));
  };
  let weigh = (x, concept) => {
    let mass = concept.ways[0] ? 0 : ln(1 + (x.docs.length + 0.5) / 0.5);
    for (let [stems, weight] of concept.ways) {
      let sum = 0;
      for (let stem of stems) sum += idf(x, stem);
      mass = Math.max(mass, sum / stems.length * weight);
    }
    concept.mass = mass;
  };

  // What is asked → articles, best first.
  let rank = (x, list) => {
    let zeros = n => new Float64Array(n), n = x.docs.length;
    let score = zeros(n), covered = zeros(n), unit = zeros(x.size), matches = zeros(x.size);
    let asked = 0;
    for (let concept of list) {
      let best = new Map(), bestUnit = new Map();
      for (let [stems, weight] of concept.ways) {
        let share = weight / stems.length, parts = new Map();
        let mass = 0;
        for (let stem of stems) {
          let rare = idf(x, stem);
          mass += rare;
          for (let [doc, bits, units] of x.places[stem]) {
            let part = parts.get(doc) || [0, units, 0];
            let length = 1 - 0.35 + 0.35 * x.docs[doc].words / x.average;
            let much = 0.9 * (bits & 3) / length;
            if (bits & 4) much += 0.8;
            if (bits & 8) much += 2.2;
            if (bits & 16) much += 2;
            part[0] += rare * (much / (2 + much));
            part[1] &= units;
            part[2]++;
            parts.set(doc, part);
          }
        }
        for (let [doc, [sum, units, found]] of parts) {
          let whole = found === stems.length, own = best.get(doc) || [0, 0];
          best.set(doc, [Math.max(own[0], sum * share * (whole ? 1 : 0.3)), Math.max(own[1], whole ? weight : 0)]);
          for (let u = whole ? units : 0; u; u &= u - 1) {
            let at = x.docs[doc].start + 31 - Math.clz32(u & -u);
            bestUnit.set(at, Math.max(bestUnit.get(at) || 0, mass * share));
          }
        }
      }
      for (let [doc, [own, weight]] of best) {
        score[doc] += own * concept.share;
        if (!concept.phrase) covered[doc] += concept.mass * weight;
      }
      for (let [at, mass] of bestUnit) {
        unit[at] += mass * concept.share;
        if (!concept.phrase) matches[at]++;
      }
      if (!concept.phrase) asked += concept.mass;
    }
    let found = [];
    x.docs.forEach((doc, i) => {
      let worth = 0, fit = 0;
      doc.units.forEach((stems, nth) => {
        let at = doc.start + nth, own = Math.min(1, matches[at] / (stems + 0.5));
        let value = (nth ? 1.1 : 1.4) * unit[at] * (1 - 0.7 + 0.7 * own);
        if (value > worth) [worth, fit] = [value, own];
      });
      if (score[i] + worth > 0) found.push({ doc: i, score: (score[i] + worth) * (doc.lang === x.lang ? 1 : 0.82), covered: asked > 0 ? covered[i] / asked : 0, fit });
    });
    return found.sort((a, b) => b.score - a.score || a.doc - b.doc);
  };

  // How sure that is.
  let WEIGHTS = [-2.08, 4.6, 0.95, 1.76, 1.22, 1.38];
  let sure = (list, [top]) => {
    if (!top) return 0;
    let asked = 0, n = 0, sum = -5.4;
    for (let concept of list) if (!concept.phrase) {
      asked += concept.mass;
      n++;
    }
    [top.covered, top.covered * top.covered, top.fit, asked > 0 ? top.score / asked : 0, ln(1 + n), ln(1 + top.score)].forEach((value, i) => sum += value * WEIGHTS[i]);
    let power = 1 + Math.max(-30, Math.min(30, sum)) / 1024;
    for (let i = 0; i < 10; i++) power *= power;
    return power / (1 + power);
  };

  // The place of an article that answers.
  let says = (concept, marks, more = []) => {
    let best = 0;
    for (let [stems, weight] of concept.ways)
      if (weight > best && stems.every(stem => marks.concat(more).some(mark => mark.stem === stem))) best = weight;
    return best;
  };
  let passage = (x, list, text) => {
    let marksOf = text => terms(x, text).filter(term => !term.stop && x.at.has(term.stem)).map(term => ({ ...term, stem: x.at.get(term.stem) }));
    let heading, most = -1, first = 0;
    let lines = [];
    for (let row of text.split('\n').slice(0, -1)) {
      if (row[0] === '#') {
        let [id, ...words] = row.slice(1).split(' ');
        heading = { id, words: words.join(' '), marks: marksOf(words.join(' ')) };
      } else lines.push({ heading, text: row, marks: marksOf(row) });
    }
    lines.forEach((line, i) => {
      let score = 0;
      for (let concept of list)
        score += concept.mass * Math.max(says(concept, line.marks), says(concept, line.marks, line.heading?.marks) * 0.5);
      if (score > most) [most, first] = [score, i];
    });
    let out = '';
    let marks = [];
    heading = lines[first]?.heading;
    for (let line of lines.slice(first)) {
      if (line.heading !== heading || out.length >= 160 || out && out.length + line.text.length > 320) break;
      if (out) out += '\n';
      let offset = out.length;
      out += line.text;
      for (let mark of line.marks)
        if (list.some(concept => concept.ways.some(([stems]) => stems.includes(mark.stem)))) marks.push([mark.a + offset, mark.b + offset]);
    }
    return { anchor: heading?.id || '', heading: heading?.words || '', passage: out, marks };
  };
  // The language of a question: that of the page, unless more of its words are little
  // words of another.
  let language = (x, question) => {
    let counts = x.others.map(([code]) => [code, 0]);
    let own = 0, known = 0;
    for (let { word } of words(question)) {
      if (word.length < 2 && word < '\x7f') continue;
      let ours = x.stops.has(word);
      let theirs = 0;
      x.others.forEach(([, stops], i) => {
        if (!stops.has(word)) return;
        theirs = 1;
        if (!ours) counts[i][1]++;
      });
      if (ours && !theirs) own++;
      let stem = stemOf(x, word);
      if (!ours && !theirs && (x.at.has(stem) || x.links.has(stem))) known += 0.5;
    }
    let best = [x.lang, own], most = own + known;
    for (let other of counts) if (other[1] > most) [best, most] = [other, other[1]];
    return [best[0], best[1] > 0];
  };
  let search = async (lang, question) => {
    let x = await index(lang), list = concepts(x, question);
    await fetchPosts(x, list.flatMap(concept => concept.ways.flatMap(([stems]) => stems)));
    list.forEach(concept => weigh(x, concept));
    let found = rank(x, list);
    return { x, list, found, confidence: sure(list, found) };
  };

  guichet.ask = async (question, { lang = document.documentElement.lang.split('-')[0], top = 3 } = {}) => {
    let page = await index(lang);
    question = [...question].slice(0, 1000).join('');
    let [main, known] = language(page, question);
    let best = await search(main, question);
    if (!known && best.confidence < page.threshold) {
      for (let other of [page.lang, ...page.others.map(([code]) => code)]) {
        if (other === main) continue;
        let next = await search(other, question).catch(() => best);
        if (next.confidence > best.confidence + 0.15) best = next;
      }
    }
    let { x, list, confidence } = best, found = best.found.slice(0, top);
    await fetchTexts(x, found.map(({ doc }) => doc));
    let hits = found.map(({ doc, score }) => {
      let [article, title, url, text] = x.said[doc];
      return { article, lang: x.docs[doc].lang, score, title, url, ...passage(x, list, text) };
    });
    return { answered: hits.length > 0 && confidence >= x.threshold, confidence, hits };
  };
})();
