package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.migration.Migration;
import io.github.fleetmigrate.migration.Question;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.SshOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names that templates and conditions see.
 *
 * <ul>
 *   <li>every question with one value, by its key: {@code strategy}, {@code source}, {@code cli}, …
 *   <li>{@code style}, {@code system}, {@code has.<output>}, {@code has.inventory},
 *       {@code has.plan}
 *   <li>{@code given.<key>}: {@code true} for every question that a person answered
 *   <li>{@code hosts}, {@code hive}, {@code local}, {@code excluded}, {@code carried}, {@code kept}: lists of hosts
 *   <li>{@code adjusted}: hosts of the hive that need settings which the inventory has no place for
 *   <li>{@code settled}: hosts whose settings are laid over the inventory, each with {@code fields}
 *   <li>{@code tagList}: every tag with its hosts
 * </ul>
 */
public final class PlanContext {
  private final Migration migration;
  private final FleetFacts facts;
  private final Answers answers;
  private final Settlement settlement;
  private final String style;
  private final boolean planned;
  private final DeployUsers users;

  /** Where the repository holds no plan of the migration. */
  public PlanContext(Migration migration, FleetFacts facts, Answers answers, String style) {
    this(migration, facts, answers, style, false);
  }

  /**
   * @param planned whether the repository holds a person's own plan of the migration
   */
  public PlanContext(Migration migration, FleetFacts facts, Answers answers, String style, boolean planned) {
    this(migration, facts, answers, style, planned, DeployUsers.NONE);
  }

  private PlanContext(
      Migration migration, FleetFacts facts, Answers answers, String style, boolean planned, DeployUsers users) {
    this.migration = migration;
    this.facts = facts;
    this.answers = answers;
    this.style = style;
    this.planned = planned;
    this.users = users;
    this.settlement = Settlement.of(facts, answers, migration.inventory());
  }

  public Migration migration() {
    return migration;
  }

  public FleetFacts facts() {
    return facts;
  }

  public Answers answers() {
    return answers;
  }

  /** How hosts are reached by what the sources and the answers say. */
  public Settlement settlement() {
    return settlement;
  }

  /** The same once the rollout's last step moves these hosts to another user. */
  public PlanContext with(DeployUsers moved) {
    return new PlanContext(migration, facts, answers, style, planned, moved);
  }

  public DeployUsers users() {
    return users;
  }

  /** The fleet's hosts as they are reached now: by the settlement, and by the user that the rollout's last step gave them. */
  public List<HostSettings> reached() {
    return settlement.hosts().stream().map(host -> users.has(host.host()) ? host.as(users.user()) : host).toList();
  }

  /** What is known before any answer. */
  public Map<String, Object> base() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("style", style);
    out.put("system", facts.hosts().stream().map(Host::system).filter(s -> s != null).findFirst().orElse("x86_64-linux"));
    Map<String, Object> has = new LinkedHashMap<>();
    facts.topOutputs().forEach(o -> has.put(o, "true"));
    has.put("inventory", facts.inventory() == null ? "" : "true");
    has.put("hostsWriters", facts.inventory() == null || facts.inventory().hostsWriters().isEmpty() ? "" : "true");
    has.put("plan", planned ? "true" : "");
    out.put("has", has);
    return out;
  }

  /** Everything, answers and their defaults included. */
  public Map<String, Object> values() {
    Map<String, Object> out = base();
    Decisions decisions = new Decisions();
    for (Question question : migration.questions()) {
      JsonNode value = answers.get(question.key()).or(() -> decisions.defaultOf(question, base())).orElse(null);
      switch (question.kind()) {
        case CHOICE, TEXT, HOST -> out.put(question.key(), value == null ? "" : value.asText());
        case FLAG -> out.put(question.key(), value != null && value.asBoolean());
        default -> {}
      }
    }
    Map<String, Object> given = new LinkedHashMap<>();
    answers.json().fieldNames().forEachRemaining(key -> given.put(key, "true"));
    out.put("given", given);
    out.put("hosts", settlement.hosts().stream().map(this::host).toList());
    out.put("hive", settlement.inHive().stream().map(this::host).toList());
    out.put("local", withMode(HostSettings.Mode.LOCAL));
    out.put("adjusted", settlement.inHive().stream().map(this::host).filter(PlanContext::isAdjusted).toList());
    out.put("excluded", withMode(HostSettings.Mode.EXCLUDED));
    out.put("carried", carried(true));
    out.put("kept", carried(false));
    out.put("settled", settled().stream().map(h -> settled(h, h.overlay())).toList());
    out.put("tagList", tagList());
    out.put("hostsExpression", hostsExpression(!settled().isEmpty()));
    out.put("modulesEnabled", false);
    out.put("deployUserNix", NixText.string(String.valueOf(out.getOrDefault("deployUser", ""))));
    out.put("deployKeys", deployKeys(String.valueOf(out.getOrDefault("controlHost", ""))));
    boolean reachInputs =
        facts.hostNames().stream()
            .allMatch(h -> facts.modules().containsKey(h) && facts.modules().get(h).specialArgs().contains("inputs"));
    out.put("reachInputs", reachInputs);
    out.put("needsArguments", reachInputs || !String.valueOf(out.get("deployKeys")).startsWith("["));
    out.put("simpleKeys", String.valueOf(out.get("deployKeys")).startsWith("["));
    out.put("keepsDeployRs", Boolean.TRUE.equals(out.get("keepDeployRs")));
    out.put("isoWanted", Boolean.TRUE.equals(out.get("iso")));
    out.put("cliShell", "dev-shell".equals(out.get("cli")));
    out.put("cliRun", "nix-run".equals(out.get("cli")));
    out.put("enablesHosts", "fleet-hosts".equals(out.get("hostsEntries")));
    out.put("enablesUser", !"".equals(out.getOrDefault("deployUser", "")));
    for (String list : List.of("local", "adjusted", "excluded", "carried", "kept", "settled", "tagList")) {
      out.put("has" + Character.toUpperCase(list.charAt(0)) + list.substring(1), !((List<?>) out.get(list)).isEmpty());
    }
    out.put("usesLib", usesLib(out.get("hasSettled"), out.get("hasAdjusted")));
    return out;
  }

  /** Names that are otherwise once the inventory says everything that was settled. */
  Map<String, Object> afterSettling() {
    return Map.of(
        "settled", List.of(),
        "hasSettled", false,
        "usesLib", usesLib(false, values().get("hasAdjusted")),
        "hostsExpression", hostsExpression(false),
        "modulesEnabled", true);
  }

  /** Names that are otherwise once the rollout is over: in documents. */
  Map<String, Object> afterClosing() {
    return Map.of(
        "keepsDeployRs", false, "hive", reached().stream().filter(HostSettings::inHive).map(this::host).toList());
  }

  /**
   * Names that lay the deploy user over the inventory, for hosts that have one.
   *
   * @param settled whether what was settled is laid over it too, and does not stand in the inventory
   */
  Map<String, Object> withUsers(boolean settled) {
    String field = migration.inventory().fields().get("targetUser");
    List<Map<String, Object>> laid = new ArrayList<>();
    for (HostSettings host : settlement.inHive()) {
      Map<String, JsonNode> overlay = new LinkedHashMap<>(settled && facts.inventory() != null ? host.overlay() : Map.of());
      if (users.has(host.host())) {
        overlay.put(field, JsonNodeFactory.instance.textNode(users.user()));
      }
      if (!overlay.isEmpty()) {
        laid.add(settled(host, overlay));
      }
    }
    return Map.of(
        "settled", laid,
        "hasSettled", !laid.isEmpty(),
        "usesLib", usesLib(!laid.isEmpty(), values().get("hasAdjusted")),
        "hostsExpression", hostsExpression(!laid.isEmpty()));
  }

  /** Whether the hive is written with functions of nixpkgs' library: to lay settings over the inventory, or over a node. */
  private static boolean usesLib(Object settles, Object adjusts) {
    return Boolean.TRUE.equals(settles) || Boolean.TRUE.equals(adjusts);
  }

  /** Hosts whose settings are laid over the inventory; one that this migration makes says it all by itself. */
  private List<HostSettings> settled() {
    return facts.inventory() == null
        ? List.of()
        : settlement.inHive().stream().filter(h -> !h.overlay().isEmpty()).toList();
  }

  /**
   * Whether the contract of the new tool's host builder, a path and the special argument {@code inputs}, holds
   * everything that the host is made of.
   */
  public static boolean carries(FleetFacts facts, String host) {
    var modules = facts.modules().get(host);
    return modules != null
        && !modules.inline()
        && modules.ownPlatform()
        && modules.paths().size() == 1
        && modules.specialArgs().stream().allMatch("inputs"::equals);
  }

  /** The hosts of the hive: the inventory's, less those that are no nodes. */
  private String hostsExpression(boolean settles) {
    java.util.TreeSet<String> removed = new java.util.TreeSet<>();
    if (facts.inventory() != null) {
      removed.addAll(facts.inventory().hosts().keySet());
    }
    settlement.inHive().forEach(h -> removed.remove(h.host()));
    String hosts = settles ? "lib.recursiveUpdate fleetConfig.hosts settled" : "fleetConfig.hosts";
    if (removed.isEmpty()) {
      return hosts;
    }
    String names = String.join(" ", removed.stream().map(NixText::string).toList());
    return "removeAttrs " + (settles ? "(" + hosts + ")" : hosts) + " [ " + names + " ]";
  }

  /** Public keys for the deploy user: the control host's where the inventory has it, else every key that it lists. */
  private String deployKeys(String controlHost) {
    String values = facts.inventory() == null ? null : facts.inventory().values();
    if (values != null && values.contains("publicKey") && facts.entry(controlHost).isPresent()) {
      try {
        JsonNode key =
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(values)
                .path("hosts")
                .path(controlHost)
                .path("ssh")
                .path("publicKey");
        if (key.isTextual()) {
          return "[ fleetConfig.hosts." + NixText.name(controlHost) + ".ssh.publicKey ]";
        }
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return "lib.unique (lib.concatMap (host: host.ssh.authorizedKeys or [ ]) (lib.attrValues fleetConfig.hosts))";
  }

  private List<Map<String, Object>> withMode(HostSettings.Mode mode) {
    return settlement.hosts().stream().filter(h -> h.mode() == mode).map(this::host).toList();
  }

  /** Hosts that the new tool's host builder makes: those of the fleet that its contract holds. */
  List<String> carried() {
    return settlement.hosts().stream().filter(this::isCarried).map(HostSettings::host).toList();
  }

  private boolean isCarried(HostSettings host) {
    return host.inHive() && carries(facts, host.host());
  }

  private List<Map<String, Object>> carried(boolean carried) {
    return settlement.hosts().stream().filter(h -> isCarried(h) == carried).map(this::host).toList();
  }

  private Map<String, Object> host(HostSettings host) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("name", host.host());
    out.put("attr", NixText.name(host.host()));
    out.put("address", host.address() == null ? host.host() : host.address());
    out.put("addressNix", NixText.string(host.address() == null ? host.host() : host.address()));
    out.put("user", host.user() == null ? "" : host.user());
    out.put("userNix", NixText.string(host.user() == null ? "" : host.user()));
    out.put("port", host.port() == null ? "" : host.port());
    out.put("buildOnTarget", host.buildOnTarget());
    out.put("isLocal", host.mode() == HostSettings.Mode.LOCAL);
    out.put("mode", host.mode().name().toLowerCase(java.util.Locale.ROOT));
    List<String> sshOptions =
        host.mode() == HostSettings.Mode.SSH
            ? facts.node(host.host()).map(node -> SshOptions.of(node.sshOptions()).rest()).orElse(List.of())
            : List.of();
    out.put("sshOptionsNix", sshOptions.stream().map(NixText::string).toList());
    out.put("hasSshOptions", !sshOptions.isEmpty());
    out.put("tags", host.tags());
    out.put("portText", host.port() == null || host.port() == 22 ? "" : host.port().toString());
    out.put("hasTags", !host.tags().isEmpty());
    out.put("tagsNix", "[ " + String.join(" ", host.tags().stream().map(NixText::string).toList()) + " ]");
    out.put("tagsText", host.tags().isEmpty() ? "–" : String.join(", ", host.tags()));
    var modules = facts.modules().get(host.host());
    out.put("path", modules == null || modules.paths().isEmpty() ? "" : modules.paths().get(0));
    return out;
  }

  private static boolean isAdjusted(Map<String, Object> host) {
    return Boolean.TRUE.equals(host.get("isLocal")) || Boolean.TRUE.equals(host.get("hasSshOptions"));
  }

  private Map<String, Object> settled(HostSettings host, Map<String, JsonNode> overlay) {
    Map<String, Object> out = host(host);
    List<Map<String, Object>> fields = new ArrayList<>();
    overlay.forEach(
        (path, value) ->
            fields.add(
                Map.of("path", NixText.path(List.of(path.split("\\."))), "value", NixText.value(value))));
    out.put("fields", fields);
    return out;
  }

  private List<Map<String, Object>> tagList() {
    Map<String, List<String>> byTag = new TreeMap<>();
    settlement.inHive().forEach(h -> h.tags().forEach(t -> byTag.computeIfAbsent(t, k -> new ArrayList<>()).add(h.host())));
    List<Map<String, Object>> out = new ArrayList<>();
    byTag.forEach((tag, hosts) -> out.add(Map.of("tag", tag, "hosts", String.join(", ", hosts))));
    return out;
  }
}
