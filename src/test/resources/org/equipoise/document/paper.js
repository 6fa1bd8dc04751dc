// What is wrong with a page as it is printed, a list of words. Folds are closed when this runs.
(function () {
  var problems = [];
  var width = document.documentElement.clientWidth;
  function say(words) { if (problems.length < 40) problems.push(words); }
  document.querySelectorAll('main table,main figure,main pre,main p').forEach(function (e) {
    if (e.closest('.words')) return;
    var box = e.getBoundingClientRect();
    var words = e.tagName.toLowerCase() + ' "' + e.textContent.trim().replace(/\s+/g, ' ').slice(0, 60) + '"';
    if (!e.checkVisibility({ contentVisibilityAuto: true }) || box.height === 0) say(words + ' is not printed');
    else if (box.right > width + 1) say(words + ' ends at ' + Math.round(box.right) + ' of ' + width + ' px');
  });
  document.querySelectorAll('main tr').forEach(function (row) {
    if (getComputedStyle(row).breakInside !== 'avoid') say('a row may be cut: ' + row.textContent.trim().slice(0, 60));
  });
  document.querySelectorAll('main thead').forEach(function (head) {
    if (getComputedStyle(head).display !== 'table-header-group') say('heads are not repeated');
  });
  return problems;
})();
