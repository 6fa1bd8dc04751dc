/**
 * The typed content of any report - chapters, tables of typed cells, pictures - and the forms it
 * takes: text, HTML, Markdown, LaTeX, SVG and PNG. It knows nothing of trials, and computes
 * nothing. Start at {@link org.equipoise.document.Document}.
 */
@NullMarked
package org.equipoise.document;

import org.jspecify.annotations.NullMarked;
