package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.fleetmigrate.edit.EditOutcome;
import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FoundBinding;
import io.github.fleetmigrate.edit.NixEdits;
import io.github.fleetmigrate.repo.Inventory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans settled values into the inventory file, and entries for hosts that it lacks. */
final class InventoryActions {

  StepOutcome settle(StepContext at) {
    Inventory inventory = at.facts().inventory();
    if (inventory == null) {
      return StepOutcome.notApplicable("the inventory was made by this migration and says it all");
    }
    String path = inventory.path();
    String original = at.text(path).orElse("");
    String text = original;
    List<String> notes = new ArrayList<>();
    for (HostSettings host : at.context().settlement().inHive()) {
      if (host.overlay().isEmpty()) {
        continue;
      }
      if (!host.inInventory()) {
        EditOutcome outcome = entry(host, inventory, text, at, notes);
        if (outcome instanceof EditOutcome.Refused refused) {
          return StepOutcome.conflict(path + Outcomes.where(refused, text) + ": " + refused.reason());
        }
        text = applied(outcome, text);
        continue;
      }
      for (Map.Entry<String, JsonNode> field : host.overlay().entrySet()) {
        List<String> at1 = new ArrayList<>(List.of("hosts", host.host()));
        at1.addAll(List.of(field.getKey().split("\\.")));
        EditOutcome outcome = NixEdits.setAttr(text, at1, NixText.value(field.getValue()));
        if (outcome instanceof EditOutcome.Refused refused) {
          return StepOutcome.conflict(path + Outcomes.where(refused, text) + ": " + refused.reason());
        }
        text = applied(outcome, text);
      }
    }
    return text.equals(original)
        ? StepOutcome.done(path + " says what was settled")
        : StepOutcome.pending("settled values are written into " + path, Map.of(path, at.version(path, text)))
            .withNotes(notes);
  }

  private static EditOutcome entry(
      HostSettings host, Inventory inventory, String text, StepContext at, List<String> notes) {
    if (!FlakeFile.of(text).findBindings(List.of("hosts", host.host())).isEmpty()) {
      return new EditOutcome.AlreadyApplied();
    }
    Map<String, JsonNode> siblings = siblings(inventory, host, at);
    EntryShape shape = new EntryShape(host.host(), siblings, known(host, at));
    ObjectNode entry = shape.entry();
    if (!shape.leftOut().isEmpty()) {
      notes.add(
          host.host() + ": not known and left out of " + inventory.path() + ": " + String.join(", ", shape.leftOut()));
    }
    String last = siblings.keySet().stream().reduce((a, b) -> b).orElse(null);
    return NixEdits.addAttr(
        text, List.of("hosts"), NixText.name(host.host()), laidOut(entry, order(text, last), ""), last);
  }

  /** Entries of hosts that are deployed like this one; all entries where there are none. In the file's order. */
  private static Map<String, JsonNode> siblings(Inventory inventory, HostSettings host, StepContext at) {
    JsonNode values;
    try {
      values = inventory.values() == null ? JsonNodeFactory.instance.objectNode() : new ObjectMapper().readTree(inventory.values());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    List<String> names = new ArrayList<>();
    for (FoundBinding found : FlakeFile.of(at.text(inventory.path()).orElse("")).findBindings(List.of("hosts", "*"))) {
      names.add(found.path().get(found.path().size() - 1));
    }
    Map<String, JsonNode> all = new LinkedHashMap<>();
    Map<String, JsonNode> peers = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode entry = values.path("hosts").get(name);
      if (entry == null || !entry.isObject()) {
        continue;
      }
      all.put(name, entry);
      if (at.facts().node(name).isPresent() == host.hasNode()) {
        peers.put(name, entry);
      }
    }
    return peers.isEmpty() ? all : peers;
  }

  private static Map<String, JsonNode> known(HostSettings host, StepContext at) {
    Map<String, String> fields = at.context().migration().inventory().fields();
    Map<String, JsonNode> out = new LinkedHashMap<>(host.overlay());
    out.put(fields.get("buildOnTarget"), JsonNodeFactory.instance.booleanNode(host.buildOnTarget()));
    return out;
  }

  /** Names in the order in which a sibling's entry has them, by the path of the set they stand in. */
  private static Map<String, List<String>> order(String text, String sibling) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    if (sibling == null) {
      return out;
    }
    for (int depth = 1; depth <= 4; depth++) {
      List<String> path = new ArrayList<>(List.of("hosts", sibling));
      for (int i = 0; i < depth; i++) {
        path.add("*");
      }
      for (FoundBinding found : FlakeFile.of(text).findBindings(path)) {
        List<String> inner = found.path().subList(found.path().size() - depth, found.path().size());
        for (int i = 0; i < inner.size(); i++) {
          List<String> names = out.computeIfAbsent(String.join(".", inner.subList(0, i)), k -> new ArrayList<>());
          if (!names.contains(inner.get(i))) {
            names.add(inner.get(i));
          }
        }
      }
    }
    return out;
  }

  private static String laidOut(ObjectNode entry, Map<String, List<String>> order, String path) {
    Set<String> names = new LinkedHashSet<>(order.getOrDefault(path, List.of()));
    names.retainAll(fields(entry));
    names.addAll(fields(entry));
    StringBuilder out = new StringBuilder("{\n");
    for (String name : names) {
      JsonNode value = entry.get(name);
      String inner = path.isEmpty() ? name : path + "." + name;
      String text = value instanceof ObjectNode object ? indented(laidOut(object, order, inner)) : NixText.value(value);
      out.append("  ").append(NixText.name(name)).append(" = ").append(text).append(";\n");
    }
    return out.append("}").toString();
  }

  private static String indented(String block) {
    return block.replace("\n", "\n  ");
  }

  private static Set<String> fields(ObjectNode entry) {
    Set<String> out = new LinkedHashSet<>();
    entry.fieldNames().forEachRemaining(out::add);
    return out;
  }

  private static String applied(EditOutcome outcome, String text) {
    return outcome instanceof EditOutcome.Changed changed ? changed.edits().applyTo(text) : text;
  }
}
