package io.github.fleetmigrate.proof;

/** What is done with a host right now. */
public enum HostActivity {
  WAITING,
  EVALUATING,
  COMPARING,
  BUILDING,
  DONE
}
