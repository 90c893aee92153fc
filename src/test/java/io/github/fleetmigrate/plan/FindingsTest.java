package io.github.fleetmigrate.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.adapter.files.DiskStepsFolder;
import io.github.fleetmigrate.catalog.Catalog;
import io.github.fleetmigrate.catalog.LoadedMigration;
import io.github.fleetmigrate.migration.Answers;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import io.github.fleetmigrate.repo.FleetFacts;
import io.github.fleetmigrate.repo.Inventory;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.Source;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every finding on a repository that gives rise to it, with its place, and none on one that does not. */
class FindingsTest {
  private static final String FLAKE =
      """
      {
        inputs.nixpkgs.url = "github:NixOS/nixpkgs";
        outputs = { self, nixpkgs, deploy-rs, ... }@inputs:
          let
            host = extra: nixpkgs.lib.nixosSystem { system = "x86_64-linux"; modules = [ ./host.nix ]; specialArgs = { inherit inputs; } // extra; };
            activate = deploy-rs.lib.x86_64-linux.activate;
          in {
            nixosConfigurations.web = host { };
            @hosts@
            deploy = {
              magicRollback = false;
              sshUser = "root";
              nodes.web = {
                hostname = "10.0.0.1";
                profiles.system.path = activate.nixos self.nixosConfigurations.web;
                @web@
              };
              @nodes@
            };
            @outputs@
          };
        @top@
      }
      """;

  private final Map<String, String> files = new LinkedHashMap<>(Map.of("host.nix", "{ }"));
  private final Map<String, String> parts = new LinkedHashMap<>();
  private String answers = "{}";
  private Inventory inventory;

  @Test
  void aPlainFleetHasNothingToLookAt() throws Exception {
    assertEquals(List.of("inventory.missing"), all().stream().map(Finding::id).distinct().filter(id -> !id.equals("mentions")).toList());
  }

  @Test
  void aHostWithoutANode() throws Exception {
    parts.put("hosts", "nixosConfigurations.db = host { };");
    expect("host.without-node", Severity.INFO, "db", "flake.nix:9");
  }

  @Test
  void aNodeWithoutAConfiguration() throws Exception {
    parts.put("nodes", "nodes.lost = { hostname = \"10.0.0.9\"; profiles.system.path = activate.nixos gone; };");
    expect("node.without-configuration", Severity.WARNING, "lost", "flake.nix:18");
  }

  @Test
  void aNodeThatActivatesAnotherHostsConfiguration() throws Exception {
    parts.put("hosts", "nixosConfigurations.db = host { };");
    parts.put("nodes", "nodes.db2 = { hostname = \"10.0.0.9\"; profiles.system.path = activate.nixos self.nixosConfigurations.db; };");
    Finding found = expect("node.other-configuration", Severity.WARNING, "db2", "flake.nix:18");
    assertTrue(found.message().contains("activates the configuration db"), found.message());
    assertNone("node.without-configuration");
  }

  @Test
  void aHostThatGoesByTwoNamesIsItsOwnConfiguration() throws Exception {
    parts.put("hosts", "nixosConfigurations.alias = self.nixosConfigurations.web;");
    assertNone("node.other-configuration");
  }

  @Test
  void aHostWithAReservedName() throws Exception {
    parts.put("hosts", "nixosConfigurations.network = host { };");
    Finding found = expect("host.reserved-name", Severity.ERROR, "network", "flake.nix:9");
    assertTrue(found.remedy().contains("rename"), found.remedy());
    parts.put("hosts", "nixosConfigurations.networking = host { };");
    assertNone("host.reserved-name");
  }

  @Test
  void aProfileThatColmenaCannotDeploy() throws Exception {
    parts.put("web", "profiles.home.path = activate.home-manager self.homeConfigurations.me;");
    Finding found = expect("node.other-profiles", Severity.WARNING, "web", "flake.nix:13");
    assertTrue(found.message().endsWith("home"), found.message());
  }

  @Test
  void aNodeWithoutASystemProfile() throws Exception {
    parts.put("nodes", "nodes.site = { hostname = \"h\"; profiles.site.path = activate.noop site; };");
    expect("node.no-system-profile", Severity.WARNING, "site", "flake.nix:18");
  }

  @Test
  void aSystemThatIsNotNixos() throws Exception {
    parts.put("nodes", "nodes.mac = { hostname = \"h\"; profiles.system.path = activate.darwin self.darwinConfigurations.mac; };");
    Finding found = expect("node.not-nixos", Severity.WARNING, "mac", "flake.nix:18");
    assertTrue(found.message().contains("activate.darwin"), found.message());
  }

  @Test
  void aSudoPassword() throws Exception {
    parts.put("web", "interactiveSudo = true;");
    expect("node.interactive-sudo", Severity.WARNING, "web", "flake.nix:13");
  }

  @Test
  void magicRollbackThatGoesAway() throws Exception {
    parts.put("web", "magicRollback = true;");
    expect("node.magic-rollback", Severity.INFO, "web", "flake.nix:13");
  }

  @Test
  void anSshUserThatIsLeftOut() throws Exception {
    parts.put("web", "sshUser = null;");
    assertNone("node.ssh-user-missing");
    parts.put("nodes", "}; deploy.nodes.db = { hostname = \"h\"; profiles = { };");
    FleetFacts nobody = Fleets.facts(List.of("db"), List.of(Fleets.node("db", "10.0.0.2", null)), null);
    Finding found = one(new Findings(context(nobody), Snapshots.of(files()), loaded()::file).all(), "node.ssh-user-missing");
    assertEquals("db", found.host());
    assertTrue(found.remedy().contains("db.targetUser"), found.remedy());
  }

  @Test
  void whatIsNotWrittenOutIsSaidAndNothingIsClaimedOfIt() throws Exception {
    parts.put("nodes", "nodes.db = { hostname = nixpkgs.lib.fileContents ./address; sshUser = inputs.secrets.user; magicRollback = inputs.x; profiles.system.path = 1; };");
    parts.put("hosts", "nixosConfigurations.db = host { };");
    files.put("address", "10.0.0.2");
    List<Finding> found = all().stream().filter(f -> f.id().equals("static.not-read")).toList();
    assertEquals(3, found.size(), found.toString());
    assertTrue(found.stream().allMatch(f -> f.host().equals("db") && f.where().equals("flake.nix:18")), found.toString());
    assertTrue(found.get(0).message().startsWith("deploy.nodes.db.hostname is not written out"), found.get(0).message());
    assertNone("node.ssh-user-missing");
    assertTrue(all().stream().noneMatch(f -> f.id().equals("node.magic-rollback") && "db".equals(f.host())));
  }

  @Test
  void specialArgumentsThatAPathAloneWouldLose() throws Exception {
    parts.put("hosts", "nixosConfigurations.db = host { secrets = true; };");
    Finding gradual = expect("host.special-arguments", Severity.INFO, "db", "flake.nix:9");
    assertTrue(gradual.message().contains("special arguments secrets;"), gradual.message());
    answers = "{\"strategy\": \"full\"}";
    expect("host.special-arguments", Severity.WARNING, "db", "flake.nix:9");
  }

  @Test
  void outputsThatAFlakeOfTheBuilderAloneWouldDrop() throws Exception {
    parts.put("outputs", "devShells.x86_64-linux.default = 1; formatter = { };");
    assertNone("outputs.not-of-the-builder");
    answers = "{\"strategy\": \"full\"}";
    Finding found = expect("outputs.not-of-the-builder", Severity.INFO, null, "flake.nix:3");
    assertTrue(found.message().endsWith("devShells, formatter"), found.message());
  }

  @Test
  void substitutersAndKeysThatTheFlakeAsksFor() throws Exception {
    parts.put("top", "nixConfig.extra-substituters = [ \"https://cache.example\" ];\n  nixConfig.extra-trusted-public-keys = \"k\";");
    List<Finding> found = all().stream().filter(f -> f.id().equals("flake.nix-config")).toList();
    assertEquals(List.of("flake.nix:22", "flake.nix:23"), found.stream().map(Finding::where).toList());
    assertTrue(found.get(0).message().contains("[ \"https://cache.example\" ], where nix would fetch"), found.get(0).message());
    assertTrue(found.get(1).message().endsWith("whose builds nix would trust"), found.get(1).message());
    assertTrue(found.stream().allMatch(f -> f.severity() == Severity.WARNING));
  }

  @Test
  void aUrlWithoutQuotes() throws Exception {
    parts.put("top", "inputs.old.url = github:someone/old;\n  description = \"https://quoted.example\";");
    Finding found = expect("flake.unquoted-url", Severity.INFO, null, "flake.nix:22");
    assertTrue(found.message().contains("github:someone/old"), found.message());
  }

  @Test
  void anInputOfAnotherMachine() throws Exception {
    parts.put("top", "inputs.a.url = \"path:/home/me/a\";\n  inputs.b.url = \"path:./b\";\n  inputs.c = {\n    flake = false;\n    url = \"git+file:///srv/c\"; };");
    List<Finding> found = all().stream().filter(f -> f.id().equals("input.local-path")).toList();
    assertEquals(List.of("flake.nix:22", "flake.nix:26"), found.stream().map(Finding::where).toList());
    assertTrue(found.get(0).remedy().contains("--override-input a URL"), found.get(0).remedy());
  }

  @Test
  void aFileThatGitDoesNotTrack() throws Exception {
    parts.put("hosts", "nixosConfigurations.db = import ./db;");
    files.put("db/default.nix", "{ imports = [ ./disk.nix ../host.nix ../../outside.nix ]; x = if builtins.pathExists ./own.nix then ./own.nix else null; }");
    Finding found = expect("flake.file-not-tracked", Severity.WARNING, null, "db/default.nix:1");
    assertTrue(found.message().startsWith("db/disk.nix is named here"), found.message());
    files.put("db/disk.nix", "{ }");
    assertNone("flake.file-not-tracked");
  }

  @Test
  void aSubmoduleThatTheFlakeDoesNotHold() throws Exception {
    files.put(".gitmodules", "[submodule \"s\"]\n\tpath = private\n\turl = git@example.org:private\n");
    expect("flake.submodule", Severity.INFO, null, ".gitmodules:2");
    parts.put("hosts", "nixosConfigurations.db = import ./private/db.nix;");
    expect("flake.submodule", Severity.WARNING, null, "flake.nix:9");
    assertNone("flake.file-not-tracked");
    parts.put("top", "inputs.self.submodules = true;");
    assertNone("flake.submodule");
  }

  @Test
  void aHostThatTheInventoryMisses() throws Exception {
    inventory = inventory(Map.of("other", Fleets.entry("10.0.0.7", "root", 22, false)));
    expect("inventory.host-missing", Severity.WARNING, "web", "fleet-config.nix:2");
  }

  @Test
  void addressUserPortAndBuildPlaceThatDiffer() throws Exception {
    inventory = inventory(Map.of("web", Fleets.entry("10.0.0.7", "admin", 2222, true)));
    for (String field : List.of("address", "user", "port", "build-place")) {
      expect("inventory." + field + "-differs", Severity.WARNING, "web", "fleet-config.nix:5");
    }
    assertNone("inventory.host-missing");
  }

  @Test
  void anInventoryThatTheHostsReadThemselves() throws Exception {
    files.put("host.nix", "{ }:\n{ x = import ./fleet-config.nix; }");
    inventory =
        new Inventory(
            "fleet-config.nix", List.of("host.nix"), List.of(), null,
            Map.of("web", Fleets.entry("10.0.0.1", "root", 22, false)), null, Source.STATIC, Map.of());
    files.put("fleet-config.nix", "{ }");
    expect("inventory.imported-by-modules", Severity.WARNING, null, "host.nix:2");
  }

  @Test
  void documentsThatMentionDeployRs() throws Exception {
    files.put("README.md", "Run `deploy .#web`.");
    files.put("docs/archive/old.md", "deploy-rs was new then");
    Finding found = one(all(), "mentions");
    assertTrue(found.message().startsWith("2 living files and 1 of history"), found.message());
  }

  @Test
  void aCommandThatNothingRewrites() throws Exception {
    files.put("Makefile", "DEPLOY = nix run github:serokell/deploy-rs --\nweb:\n\tdeploy .#web --token abc\n\t$(DEPLOY) .#web\n");
    Finding byHand = expect("command.by-hand", Severity.WARNING, null, "Makefile:4");
    assertEquals(
        "`$(DEPLOY) .#web` (that is `nix run github:serokell/deploy-rs -- .#web`) becomes `fleet push web`", byHand.message());
    Finding noEqual = expect("command.no-equal", Severity.WARNING, null, "Makefile:3");
    assertEquals("`deploy .#web --token (hidden)` has no equal: its arguments have no equal in fleet", noEqual.message());
  }

  @Test
  void aCommandInsideAnotherIsNamedWithWhatItBecomes() throws Exception {
    files.put(".github/workflows/deploy.yml", "run: nix develop --command deploy .#${{ matrix.host }}\n");
    assertEquals(
        "`nix develop --command deploy .#${{ matrix.host }}`: it stands inside another command; by itself it becomes"
            + " `fleet push \"${{ matrix.host }}\"`",
        expect("command.by-hand", Severity.WARNING, null, ".github/workflows/deploy.yml:1").message());
  }

  @Test
  void commandsThatTheMigrationRewritesOrLeavesToHistoryAreNone() throws Exception {
    files.put("justfile", "import 'a.just'\ndeploy:\n  deploy .#web\n");
    files.put("a.just", "other:\n  deploy .#web\n");
    files.put("README.md", "    deploy .#web\n");
    files.put("archive/x.sh", "deploy .#web\n");
    files.put("scripts/fleet.sh", "deploy .#web\n");
    files.put("secrets/x.sh", "deploy .#web\n");
    assertNone("command.by-hand");
    assertNone("command.no-equal");
    files.put("sub/justfile", "deploy:\n  deploy .#web\n");
    expect("command.by-hand", Severity.WARNING, null, "sub/justfile:2");
  }

  private static Inventory inventory(Map<String, Inventory.Entry> hosts) {
    Map<String, String> places = new LinkedHashMap<>(Map.of("", "fleet-config.nix:2"));
    hosts.keySet().forEach(host -> places.put(host, "fleet-config.nix:5"));
    return new Inventory("fleet-config.nix", List.of(), List.of(), null, hosts, null, Source.STATIC, places);
  }

  private Map<String, String> files() {
    String flake = FLAKE;
    for (String part : List.of("hosts", "web", "nodes", "outputs", "top")) {
      flake = flake.replace("@" + part + "@", parts.getOrDefault(part, ""));
    }
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put("flake.nix", flake);
    return all;
  }

  private List<Finding> all() throws Exception {
    RepoSnapshot snapshot = Snapshots.of(files());
    List<Finding> found = new Findings(context(Snapshots.facts(snapshot, inventory)), snapshot, loaded()::file).all();
    assertTrue(found.stream().noneMatch(f -> f.message().isBlank() || f.remedy().isBlank()), found.toString());
    return found;
  }

  private static LoadedMigration loaded() throws Exception {
    return new Catalog(new DiskStepsFolder(Path.of("migration-steps"))).load("nixos-fleet");
  }

  private PlanContext context(FleetFacts facts) throws Exception {
    return new PlanContext(
        loaded().migration(),
        facts,
        Answers.of(new ObjectMapper().readTree(answers)),
        "plain");
  }

  private Finding expect(String id, Severity severity, String host, String where) throws Exception {
    Finding found = one(all(), id);
    assertEquals(List.of(id, severity, String.valueOf(host), where), List.of(id, found.severity(), String.valueOf(found.host()), String.valueOf(found.where())));
    return found;
  }

  private void assertNone(String id) throws Exception {
    assertFalse(all().stream().anyMatch(f -> f.id().equals(id)), id + " in " + all());
  }

  private static Finding one(List<Finding> all, String id) {
    List<Finding> found = all.stream().filter(f -> f.id().equals(id)).toList();
    assertEquals(1, found.size(), id + " in " + all);
    return found.get(0);
  }
}
