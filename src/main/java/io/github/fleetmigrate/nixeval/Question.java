package io.github.fleetmigrate.nixeval;

/**
 * A value to be asked for.
 *
 * @param function a Nix function that is applied to what lies at the path; null for the value as it is
 */
public record Question(AttrPath path, String function) {

  /** As a function from a flake's outputs. */
  String ofOutputs() {
    StringBuilder selection = new StringBuilder("outputs");
    path.names().forEach(name -> selection.append('.').append(Scripts.literal(name)));
    return function == null ? "(outputs: " + selection + ")" : "(outputs: (" + function + ") " + selection + ")";
  }
}
