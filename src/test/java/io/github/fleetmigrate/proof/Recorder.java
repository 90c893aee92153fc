package io.github.fleetmigrate.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down what a verification tells. */
final class Recorder implements VerificationListener {
  final List<String> events = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void started(List<String> hosts, Level level) {
    events.add("started " + hosts + " " + level);
  }

  @Override
  public void host(String host, HostActivity activity, Duration elapsed, String lastLine) {
    String event = host + " " + activity;
    if (!events.contains(event)) {
      events.add(event);
    }
  }

  @Override
  public void finished(HostVerdict verdict, Duration elapsed) {
    events.add("finished " + verdict.host() + " " + verdict.verdict());
  }
}
