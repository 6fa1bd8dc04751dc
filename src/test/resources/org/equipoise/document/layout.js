// What is wrong with the layout of a page on a screen, a list of words.
(function () {
  var problems = [];
  var width = document.documentElement.clientWidth;
  function say(words) { if (problems.length < 40) problems.push(words); }
  function shown(e) {
    return e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && e.getClientRects().length > 0;
  }
  function name(e) {
    return e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' "' + e.textContent.trim().replace(/\s+/g, ' ').slice(0, 50) + '"';
  }
  if (document.documentElement.scrollWidth > width) {
    say('the page is ' + document.documentElement.scrollWidth + ' px wide on a screen of ' + width);
  }
  document.querySelectorAll('body *').forEach(function (e) {
    if (e.closest('.scroll,pre,.unseen,svg,.skip') && !e.matches('.scroll,pre,svg')) return;
    if (e.matches('svg') && e.closest('.scroll')) return;
    if (!shown(e)) return;
    var box = e.getBoundingClientRect();
    if (box.width > 0 && box.right > width + 1) say(name(e) + ' ends at ' + Math.round(box.right) + ' of ' + width + ' px');
  });
  // Blocks that follow each other do not lie on each other.
  document.querySelectorAll('.chapter,.inside,.answers').forEach(function (parent) {
    var last = [];
    [].forEach.call(parent.children, function (e) {
      if (!shown(e)) return;
      var box = e.getBoundingClientRect();
      last.forEach(function (other) {
        var o = other.getBoundingClientRect();
        if (box.left < o.right - 1 && o.left < box.right - 1 && box.top < o.bottom - 1 && o.top < box.bottom - 1) {
          say(name(e) + ' lies on ' + name(other));
        }
      });
      last.push(e);
      if (last.length > 8) last.shift();
    });
  });
  // Words in pictures: legible (on the narrowest screens all is smaller), inside, not on each other.
  document.querySelectorAll('figure svg').forEach(function (svg) {
    if (!shown(svg)) return;
    var whole = svg.getBoundingClientRect();
    var view = svg.viewBox.baseVal;
    var scale = view && view.width ? whole.width / view.width : 1;
    var figure = svg.closest('figure').id + (svg.closest('.narrow') ? ' (narrow)' : '');
    var texts = [].filter.call(svg.querySelectorAll('text'), shown).map(function (t) {
      var b = t.getBoundingClientRect();
      var rise = b.height * 0.2;
      return { words: t.textContent, size: parseFloat(getComputedStyle(t).fontSize) * scale,
        left: b.left + 0.5, right: b.right - 0.5, top: b.top + rise, bottom: b.bottom - rise };
    });
    texts.sort(function (a, b) { return a.top - b.top; });
    texts.forEach(function (t, i) {
      if (t.size < (width < 360 ? 7.4 : 8.4)) say(figure + ': "' + t.words + '" is ' + t.size.toFixed(1) + ' px tall');
      if (t.left < whole.left - 1 || t.right > whole.right + 1 || t.top < whole.top - 1 || t.bottom > whole.bottom + 1) {
        say(figure + ': "' + t.words + '" leaves its picture');
      }
      for (var j = i + 1; j < texts.length && texts[j].top < t.bottom; j++) {
        var o = texts[j];
        if (o.left < t.right && t.left < o.right) say(figure + ': "' + t.words + '" and "' + o.words + '" overlap');
      }
    });
  });
  return problems;
})();
