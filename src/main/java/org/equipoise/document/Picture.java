package org.equipoise.document;

import org.jspecify.annotations.Nullable;

/**
 * A picture that stands alone: in a page, or as a file of its own for slides.
 *
 * @param name of its file, without ending, unique in a document; letters, digits and hyphens
 * @param title what it shows, as a caption
 * @param description what somebody who does not see it should know, in whole sentences
 * @param svg one self-contained SVG document, as wide as a page
 * @param narrow the same for a screen some 360 pixels wide; null when the wide one is legible there
 *     or must be moved about
 */
public record Picture(
    String name, String title, String description, String svg, @Nullable String narrow)
    implements Block {}
