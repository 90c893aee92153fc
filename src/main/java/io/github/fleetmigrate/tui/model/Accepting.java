package io.github.fleetmigrate.tui.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.engine.Command;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.SettingDifference;
import io.github.fleetmigrate.proof.HostVerdict;
import io.github.fleetmigrate.proof.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Differences that a person takes as they are, host by host. */
final class Accepting {
  private static final int MOST = 8;

  private Accepting() {}

  /** Hosts of a phase that changed, or that the hive deploys otherwise, and that nobody announced or accepted. */
  static List<HostVerdict> open(WizardModel model, int phase) {
    Map<String, List<String>> settings = settings(model, phase);
    List<HostVerdict> out = new ArrayList<>();
    for (HostVerdict host : verdicts(model, phase)) {
      List<String> lines = settings.getOrDefault(host.host(), List.of());
      boolean changed = host.verdict() == Verdict.CHANGED && !host.passes();
      if (changed || !lines.isEmpty()) {
        List<String> differences = new ArrayList<>(lines);
        differences.addAll(changed ? host.differences() : List.of());
        out.add(new HostVerdict(host.host(), Verdict.CHANGED, false, false, host.note(), differences));
      }
    }
    return out;
  }

  /** What the hive does otherwise than deploy-rs, by host, as the last verification of the phase told it. */
  private static Map<String, List<String>> settings(WizardModel model, int phase) {
    Map<String, List<String>> out = new HashMap<>();
    EngineEvent.VerificationFinished finished = model.verified().get(phase);
    if (finished != null) {
      for (String problem : finished.problems()) {
        SettingDifference.host(problem).ifPresent(h -> out.computeIfAbsent(h, k -> new ArrayList<>()).add(problem));
      }
    }
    return out;
  }

  private static List<HostVerdict> verdicts(WizardModel model, int phase) {
    EngineEvent.VerificationFinished finished = model.verified().get(phase);
    return finished != null ? finished.hosts() : model.status(phase).hosts();
  }

  /** Asks which ones; nothing is chosen until the person chooses it. */
  static Step ask(WizardModel model) {
    int phase = model.place().phase();
    List<String> hosts = open(model, phase).stream().map(HostVerdict::host).toList();
    return hosts.isEmpty()
        ? Step.to(model.noting("No host of this phase differs unannounced."))
        : Step.to(model.over(new Overlay.Accept(phase, hosts, List.of(), 0)));
  }

  static Step press(WizardModel model, Overlay.Accept o, Key key) {
    if (key.name() == Key.Name.SPACE) {
      List<String> chosen = new ArrayList<>(o.chosen());
      String host = o.hosts().get(o.index());
      if (!chosen.remove(host)) {
        chosen.add(host);
      }
      return Step.to(model.over(new Overlay.Accept(o.phase(), o.hosts(), List.copyOf(chosen), o.index())));
    }
    if (key.name() != Key.Name.ENTER) {
      int index = OverlayKeys.moved(o.index(), o.hosts().size(), key);
      return Step.to(model.over(new Overlay.Accept(o.phase(), o.hosts(), o.chosen(), index)));
    }
    if (o.chosen().isEmpty()) {
      return Step.to(model.over(null).noting("Nothing was accepted."));
    }
    return Wizard.run(
        model
            .over(null)
            .noting("Accepted: " + String.join(", ", o.chosen()) + ". Enter goes on with phase " + o.phase() + "."),
        new Command.Answer(answer(model, o)));
  }

  /** What was accepted for this phase before stays so. */
  private static Map<String, JsonNode> answer(WizardModel model, Overlay.Accept o) {
    ObjectNode phases = JsonNodeFactory.instance.objectNode();
    ArrayNode hosts = phases.putArray(String.valueOf(o.phase()));
    verdicts(model, o.phase()).stream().filter(HostVerdict::accepted).map(HostVerdict::host).forEach(hosts::add);
    o.chosen().forEach(hosts::add);
    return Map.of("accept", phases);
  }

  static List<Line> lines(WizardModel model, Overlay.Accept o, int width) {
    List<Line> out = new ArrayList<>();
    out.add(Line.of("Which differences are accepted, in phase " + o.phase() + "?", Role.TITLE));
    for (HostVerdict host : open(model, o.phase())) {
      int i = o.hosts().indexOf(host.host());
      boolean at = i == o.index();
      String mark = (at ? "\u25B8 " : "  ") + (o.chosen().contains(host.host()) ? "\u25CF " : "\u25CB ");
      out.add(Line.of(mark + host.host(), at ? Role.ACCENT : Role.TEXT));
      if (at) {
        host.first(MOST).forEach(d -> out.addAll(Wrap.lines(d, width - 6, Role.MUTED, "      ")));
      }
    }
    return out;
  }
}
