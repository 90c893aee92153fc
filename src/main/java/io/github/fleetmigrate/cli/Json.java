package io.github.fleetmigrate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.engine.EngineEvent;
import io.github.fleetmigrate.engine.HostReady;
import io.github.fleetmigrate.engine.Problem;
import io.github.fleetmigrate.engine.Status;
import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import io.github.fleetmigrate.migration.Phase;
import io.github.fleetmigrate.plan.FileChange;
import io.github.fleetmigrate.plan.PhasePlan;
import io.github.fleetmigrate.plan.StepPlan;
import io.github.fleetmigrate.plan.UnifiedDiff;
import io.github.fleetmigrate.proof.HostVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports as JSON: field names are an interface. */
final class Json {
  /** Stands for the number of what ends a rollout, as in its checkpoint. */
  private static final String ROLLOUT = "rollout";
  private final ObjectMapper mapper =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final ObjectMapper lines = new ObjectMapper();

  String check(Survey survey) {
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    out.putObject("repository")
        .put("root", survey.repository().root())
        .put("head", survey.repository().head())
        .put("branch", survey.repository().branch())
        .put("clean", survey.repository().clean());
    ObjectNode flake = out.putObject("flake");
    flake.put("outputsFile", survey.flake().outputsFile()).put("style", survey.flake().style());
    flake.set("inputs", mapper.valueToTree(survey.flake().inputs()));
    flake.set("outputs", mapper.valueToTree(survey.flake().outputs()));
    ArrayNode hosts = out.putArray("hosts");
    survey
        .hosts()
        .forEach(
            h ->
                hosts
                    .addObject()
                    .put("name", h.name())
                    .put("system", h.system())
                    .put("source", h.source().word())
                    .put("where", h.where()));
    ArrayNode nodes = out.putArray("nodes");
    survey
        .nodes()
        .forEach(
            n -> {
              ObjectNode node = nodes.addObject();
              node.put("name", n.name()).put("targetHost", n.targetHost()).put("targetUser", n.targetUser());
              node.put("targetPort", n.targetPort()).put("buildOnTarget", n.buildOnTarget());
              node.set("tags", mapper.valueToTree(n.tags()));
              node.set("profiles", mapper.valueToTree(n.profiles()));
              node.put("source", n.source().word()).put("where", n.where());
            });
    ArrayNode findings = out.putArray("findings");
    survey
        .findings()
        .forEach(
            f ->
                findings
                    .addObject()
                    .put("id", f.id())
                    .put("severity", f.severity().word())
                    .put("host", f.host())
                    .put("where", f.where())
                    .put("message", f.message())
                    .put("remedy", f.remedy()));
    ArrayNode steps = out.putArray("steps");
    survey
        .steps()
        .forEach(
            s ->
                steps
                    .addObject()
                    .put("phase", s.phase())
                    .put("id", s.id())
                    .put("state", s.state().word())
                    .put("reason", s.reason()));
    out.set("missing", mapper.valueToTree(survey.missing()));
    return print(mapper, out);
  }

  String status(Status status) {
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    out.put("migration", status.migration()).put("run", status.run());
    if (status.baseline() == null) {
      out.putNull("baseline");
    } else {
      ObjectNode baseline = out.putObject("baseline").put("commit", status.baseline().commit());
      baseline.set("hosts", mapper.valueToTree(status.baseline().hosts()));
      baseline.set("outputs", mapper.valueToTree(status.baseline().outputs()));
      baseline.put("withoutEvaluation", status.baseline().withoutEvaluation());
      baseline.put("recorded", status.baseline().recorded());
      baseline.set("failures", mapper.valueToTree(status.baseline().failures()));
      baseline.set("nodes", nodes(status.baseline()));
    }
    ArrayNode phases = out.putArray("phases");
    for (Status.PhaseStatus phase : status.phases()) {
      ObjectNode node = phases.addObject();
      node.put("number", phase.number()).put("id", phase.id()).put("state", phase.state().word());
      node.put("commit", phase.commit()).put("verified", phase.verified().word());
      node.set("hosts", hosts(phase.hosts()));
    }
    out.set("rollout", rollout(status.rollout()));
    if (status.next() == null) {
      out.putNull("next");
    } else {
      out.putObject("next").put("phase", status.next().phase()).put("state", status.next().state().word());
    }
    return print(mapper, out);
  }

  /** deploy-rs' nodes in deploy-rs' own words; what a node leaves out is null. */
  private ObjectNode nodes(Status.BaselineReport baseline) {
    ObjectNode out = mapper.createObjectNode();
    baseline
        .nodes()
        .forEach(
            (name, node) -> {
              ObjectNode fields = out.putObject(name).put("hostname", node.hostname());
              fields.setAll((ObjectNode) mapper.valueToTree(node.settings()));
              fields.set("profiles", mapper.valueToTree(node.profiles().keySet().stream().sorted().toList()));
            });
    return out;
  }

  private ObjectNode hosts(List<HostVerdict> verdicts) {
    ObjectNode out = mapper.createObjectNode();
    for (HostVerdict verdict : verdicts) {
      ObjectNode node = out.putObject(verdict.host());
      node.put("verdict", verdict.verdict().word());
      node.put("announced", verdict.announced());
      node.put("accepted", verdict.accepted());
      node.put("note", verdict.note());
      node.set("differences", mapper.valueToTree(verdict.differences()));
    }
    return out;
  }

  /** Phases as they would be applied; each change as a patch on top of the phases before. */
  String plan(List<PhasePlan> plans) {
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    ArrayNode phases = out.putArray("phases");
    for (PhasePlan plan : plans) {
      ObjectNode phase = phases.addObject();
      if (plan.number() == Phase.CLOSING) {
        phase.put("number", ROLLOUT);
      } else {
        phase.put("number", plan.number());
      }
      phase.put("id", plan.id()).put("title", plan.title()).put("summary", plan.summary());
      ArrayNode steps = phase.putArray("steps");
      for (StepPlan step : plan.steps()) {
        ObjectNode node = steps.addObject();
        node.put("id", step.id()).put("title", step.title()).put("state", step.state().word());
        node.put("reason", step.reason());
        node.set("notes", mapper.valueToTree(step.notes()));
      }
      ArrayNode changes = phase.putArray("changes");
      for (FileChange change : plan.changes()) {
        changes
            .addObject()
            .put("path", change.path())
            .put("kind", change.kind().word())
            .put("diff", new String(UnifiedDiff.of(change).bytes(), StandardCharsets.UTF_8));
      }
      phase.set("uncomputed", mapper.valueToTree(plan.uncomputed()));
    }
    return print(mapper, out);
  }

  /** A verification that belongs to no phase. */
  String verification(EngineEvent.VerificationFinished finished) {
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    out.put("verified", finished.reached().word()).put("passed", finished.passed());
    out.set("hosts", hosts(finished.hosts()));
    out.set("problems", mapper.valueToTree(finished.problems()));
    out.set("remarks", mapper.valueToTree(finished.remarks()));
    return print(mapper, out);
  }

  /** One line for an event that scripts may follow; empty for those that only a screen needs. */
  Optional<String> event(EngineEvent event, Instant at) {
    ObjectNode out = lines.createObjectNode().put("event", "").put("at", at.toString());
    out.putNull("phase");
    Integer phase = null;
    if (event instanceof EngineEvent.PhaseStarted e) {
      phase = e.phase();
      out.put("event", "phase-started").put("title", e.title()).put("resumed", e.resumed());
    } else if (event instanceof EngineEvent.FileChanged e) {
      phase = e.phase();
      out.put("event", "file-changed").put("path", e.path()).put("kind", e.kind().word());
    } else if (event instanceof EngineEvent.VerificationStarted e) {
      phase = e.phase();
      out.put("event", "verification-started").put("level", e.level().word());
      out.set("hosts", lines.valueToTree(e.hosts()));
    } else if (event instanceof EngineEvent.VerificationFinished e) {
      phase = e.phase();
      out.put("event", "verification-finished").put("verified", e.reached().word()).put("passed", e.passed());
      out.set("hosts", hosts(e.hosts()));
      out.set("problems", lines.valueToTree(e.problems()));
      out.set("remarks", lines.valueToTree(e.remarks()));
    } else if (event instanceof EngineEvent.Checkpoint e) {
      phase = e.phase();
      out.put("event", "checkpoint").put("commit", e.commit()).put("subject", e.subject());
    } else if (event instanceof EngineEvent.RolledBack e) {
      out.put("event", "rolled-back").put("to", e.to()).put("commit", e.commit()).put("left", e.left());
    } else if (event instanceof EngineEvent.QuestionOpen e) {
      phase = e.phase();
      out.put("event", "question").put("key", e.key()).put("item", e.item()).put("text", e.text());
    } else if (event instanceof EngineEvent.HostChecked e) {
      out.put("event", "host-checked").put("host", e.health().name()).put("status", e.health().status().word());
      out.set("checks", checks(e.health()));
    } else if (event instanceof EngineEvent.HostOutput e) {
      out.put("event", "host-output").put("host", e.host()).put("line", e.line());
    } else if (event instanceof EngineEvent.HostPrepared e) {
      HostReady ready = e.ready();
      out.put("event", "host-prepared").put("host", ready.host()).put("commit", ready.commit());
      out.put("running", ready.running()).put("system", ready.system()).put("same", ready.same());
      out.set("changes", ready.changesKnown() ? lines.valueToTree(ready.changes()) : lines.nullNode());
      out.put("push", ready.push());
    } else if (event instanceof EngineEvent.RolloutChanged e) {
      out.put("event", "host-state").put("host", e.host()).put("state", e.now().stage().word());
      out.put("commit", e.now().commit()).put("system", e.now().system()).put("message", e.now().message());
    } else if (event instanceof EngineEvent.Failed e) {
      phase = e.phase();
      Problem problem = e.problem();
      out.put("event", "failed").put("exit", problem.status().code()).put("message", problem.message());
      out.put("remedy", problem.remedy()).put("detail", problem.detail());
    } else if (event instanceof EngineEvent.Finished e) {
      out.put("event", "finished").put("exit", e.status().code()).put("message", e.message());
    } else {
      return Optional.empty();
    }
    if (phase != null && phase == Phase.CLOSING) {
      out.put("phase", ROLLOUT);
    } else {
      out.put("phase", phase);
    }
    return Optional.of(print(lines, out));
  }

  private ArrayNode checks(HostHealth health) {
    ArrayNode checks = mapper.createArrayNode();
    for (Check check : health.checks()) {
      checks
          .addObject()
          .put("id", check.id().word())
          .put("status", check.status().word())
          .put("detail", Neutral.line(check.detail()))
          .put("remedy", check.remedy() == null ? null : Neutral.line(check.remedy()));
    }
    return checks;
  }

  private JsonNode rollout(Status.Rollout rollout) {
    if (rollout == null) {
      return mapper.nullNode();
    }
    ObjectNode out = mapper.createObjectNode();
    ArrayNode hosts = out.putArray("hosts");
    for (Status.RolloutHost host : rollout.hosts()) {
      ObjectNode node = hosts.addObject().put("name", host.name()).put("local", host.local());
      node.put("state", host.word()).put("at", host.at() == null ? null : host.at().toString());
      node.put("commit", host.commit()).put("system", host.system()).put("message", host.message());
    }
    if (rollout.closing() == null) {
      out.putNull("closing");
    } else {
      ObjectNode closing = out.putObject("closing").put("id", rollout.closing().id());
      closing.put("state", rollout.closing().state().word()).put("commit", rollout.closing().commit());
      closing.put("verified", rollout.closing().verified().word());
    }
    return out;
  }

  String health(HealthReport report) {
    ObjectNode out = mapper.createObjectNode().put("schema", 1);
    ArrayNode hosts = out.putArray("hosts");
    for (HostHealth health : report.hosts()) {
      ObjectNode host = hosts.addObject().put("name", health.name()).put("address", health.address());
      host.put("port", health.port() == 0 ? null : Integer.valueOf(health.port())).put("user", health.user());
      host.put("status", health.status().word()).put("seconds", Math.round(health.elapsed().toMillis() / 100.0) / 10.0);
      host.set("checks", checks(health));
    }
    return print(mapper, out);
  }

  private static String print(ObjectMapper with, ObjectNode node) {
    try {
      return with.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
