package org.equipoise.analysis;

import org.equipoise.protocol.Arm;
import org.equipoise.protocol.Wave;

/**
 * How much contrast was left at a wave: who had met the service when it was due.
 *
 * @param wave the wave
 * @param arm the arm
 * @param met how many had met the service by the day the wave was due
 * @param people how many were drawn to the arm
 */
public record Exposure(Wave.Id wave, Arm.Id arm, int met, int people) {}
