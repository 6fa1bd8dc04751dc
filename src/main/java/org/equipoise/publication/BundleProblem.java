package org.equipoise.publication;

import org.equipoise.finding.Finding;
import org.equipoise.finding.Place;

/**
 * One reason not to believe a bundle.
 *
 * @param fault what is wrong
 * @param path the file in the bundle; empty when it concerns the whole
 * @param found what was found there
 * @param expected what would have been right, or what to do; may be empty
 */
public record BundleProblem(BundleFault fault, String path, String found, String expected) {

  /** A problem of the whole. */
  public static BundleProblem of(BundleFault fault, String found, String expected) {
    return new BundleProblem(fault, "", found, expected);
  }

  /**
   * The same as people read it.
   *
   * @param bundle name of the bundle
   */
  public Finding finding(String bundle) {
    return Finding.error(new Place(bundle, 0, 0, path), found, expected);
  }
}
