package io.github.fleetmigrate.nixeval;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the person asked of every nix call.
 *
 * @param nix the program, or a bare name to be found in PATH
 * @param offline no network at all
 * @param impure values may depend on the machine; nothing is cached then
 * @param overrideInputs flake input names and the references that stand in for them, for evaluation only
 * @param timeout of one call
 */
public record NixOptions(
    Path nix, boolean offline, boolean impure, Map<String, String> overrideInputs, Duration timeout) {
  public NixOptions {
    overrideInputs = Map.copyOf(overrideInputs);
  }

  /** Whether equal sources give equal values. */
  public boolean reproducible() {
    return !impure && overrideInputs.isEmpty();
  }
}
