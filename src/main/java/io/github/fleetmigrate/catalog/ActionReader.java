package io.github.fleetmigrate.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.migration.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of actions, as migrations call them, and the files that an action needs. */
final class ActionReader {
  private static final Map<String, Class<? extends Action>> ACTIONS =
      Map.ofEntries(
          Map.entry("nix.add-input", Action.AddInput.class),
          Map.entry("nix.bind-output-argument", Action.BindOutputArgument.class),
          Map.entry("nix.lock", Action.Lock.class),
          Map.entry("nix.add-flake-module", Action.AddFlakeModule.class),
          Map.entry("nix.wrap-outputs", Action.WrapOutputs.class),
          Map.entry("nix.refresh-text", Action.RefreshText.class),
          Map.entry("nix.add-to-list", Action.AddToList.class),
          Map.entry("nix.add-modules", Action.AddModules.class),
          Map.entry("nix.settle-inventory", Action.SettleInventory.class),
          Map.entry("nix.remove-binding", Action.RemoveBinding.class),
          Map.entry("nix.remove-output", Action.RemoveOutput.class),
          Map.entry("nix.remove-from-lists", Action.RemoveFromLists.class),
          Map.entry("nix.remove-input", Action.RemoveInput.class),
          Map.entry("nix.deploy-as", Action.DeployAs.class),
          Map.entry("just.rewrite", Action.JustRewrite.class),
          Map.entry("file.archive", Action.Archive.class),
          Map.entry("file.create", Action.CreateFile.class),
          Map.entry("file.refresh", Action.RefreshFile.class),
          Map.entry("markdown.rewrite-commands", Action.MarkdownRewrite.class),
          Map.entry("markdown.tick-boxes", Action.TickBoxes.class),
          Map.entry("report.mentions", Action.ReportMentions.class));

  private final ObjectMapper json;

  ActionReader(ObjectMapper json) {
    this.json = json;
  }

  /**
   * @throws IllegalArgumentException where there is no such action or its fields do not fit
   */
  Action read(String name, JsonNode with) {
    Class<? extends Action> type = ACTIONS.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "no action is called " + name + "; there are " + String.join(", ", ACTIONS.keySet().stream().sorted().toList()));
    }
    return json.convertValue(with, type);
  }

  /** Templates and rule sets, as paths inside the migration's folder. */
  static List<String> files(Action action) {
    List<String> files = new ArrayList<>();
    if (action instanceof Action.AddFlakeModule a) {
      files.add(a.template());
    } else if (action instanceof Action.WrapOutputs a) {
      files.add(a.bindings());
      files.add(a.result());
    } else if (action instanceof Action.RefreshText a) {
      files.add(a.template());
    } else if (action instanceof Action.AddModules a && a.extended() != null) {
      files.add(a.extended());
    } else if (action instanceof Action.CreateFile a) {
      files.add(a.template());
    } else if (action instanceof Action.RefreshFile a) {
      files.add(a.template());
    } else if (action instanceof Action.DeployAs a) {
      files.add(a.template());
    } else if (action instanceof Action.JustRewrite a) {
      files.add(a.rules());
    } else if (action instanceof Action.MarkdownRewrite a) {
      files.add(a.rules());
    }
    return files;
  }
}
