package org.equipoise.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of a sample block by block, the whole sample being the one block of a design without.
 */
final class Blocks {
  private final int[] order;
  private final int[] start;
  private final int[] label;
  private final int[] cluster;
  private final int[] clusterLabel;
  private final int clusters;
  private final ArmContrast all;
  private final List<ArmContrast> each = new ArrayList<>();

  private Blocks(TwoArmSample sample, Coding block, int[] label, Coding cluster, int[] ofCluster) {
    Coding.Groups groups = block.groups();
    order = groups.order();
    start = groups.start();
    this.label = label;
    this.cluster = cluster.index();
    clusterLabel = ofCluster;
    clusters = cluster.levels();
    all = ArmContrast.of(sample, order, 0, order.length);
    for (int j = 0; j < block.levels(); j++) {
      each.add(block.levels() == 1 ? all : ArmContrast.of(sample, order, start[j], start[j + 1]));
    }
  }

  /**
   * Splits a sample as the design says.
   *
   * @throws IllegalArgumentException if the design needs codes the sample does not have
   */
  static Blocks of(TwoArmSample sample, Design design) {
    int[] block = sample.block();
    int[] cluster = sample.cluster();
    if (design.blocked() && block == null) {
      throw new IllegalArgumentException("the " + design.label() + " design needs block codes");
    }
    if (design.clustered() && cluster == null) {
      throw new IllegalArgumentException("the " + design.label() + " design needs cluster codes");
    }
    int[] one = new int[sample.size()];
    int[] blockCodes = design.blocked() && block != null ? block : one;
    int[] clusterCodes = design.clustered() && cluster != null ? cluster : one;
    Coding blocks = Coding.of(blockCodes);
    Coding clusters = Coding.of(clusterCodes);
    return new Blocks(
        sample, blocks, labels(blockCodes, blocks), clusters, labels(clusterCodes, clusters));
  }

  int count() {
    return each.size();
  }

  int start(int block) {
    return start[block];
  }

  /** Row number at a position of the block order. */
  int row(int position) {
    return order[position];
  }

  /** Code of a block as the sample gave it. */
  int label(int block) {
    return label[block];
  }

  List<ArmContrast> each() {
    return each;
  }

  ArmContrast all() {
    return all;
  }

  /** Dense cluster number of a row. */
  int cluster(int row) {
    return cluster[row];
  }

  /** Code of a cluster as the sample gave it. */
  int clusterLabel(int number) {
    return clusterLabel[number];
  }

  int clusters() {
    return clusters;
  }

  private static int[] labels(int[] codes, Coding coding) {
    int[] labels = new int[coding.levels()];
    IntStream.range(0, codes.length).forEach(i -> labels[coding.index()[i]] = codes[i]);
    return labels;
  }
}
