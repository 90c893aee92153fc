package io.github.fleetmigrate.repo.statics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Host;
import io.github.fleetmigrate.repo.NotRead;
import io.github.fleetmigrate.repo.RepoSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left out, because it is not written out, and what is said of it. What is read is compared with nix elsewhere. */
class StaticFleetTest {
  private static final String PARTS =
      "{ inputs.flake-parts.url = \"github:hercules-ci/flake-parts\";"
          + " outputs = inputs: inputs.flake-parts.lib.mkFlake { inherit inputs; } { imports = [ ./hosts.nix @more@ ]; }; }";

  private final Map<String, String> files = new LinkedHashMap<>();

  @Test
  void aSettingFromAnInputIsLeftOutAndNamedWithItsPlace() {
    StaticFleet fleet =
        outputs("""
            nixosConfigurations.a = nixpkgs.lib.nixosSystem { };
            deploy.sshUser = "outer";
            deploy.nodes.a = {
              hostname = secrets.addresses.a;
              sshUser = secrets.user;
              sshOpts = [ "-p" secrets.port ];
              profiles.system = { user = "root"; remoteBuild = true; };
            };
            """);
    DeployNode node = fleet.nodes().get(0);
    assertNull(node.targetHost());
    assertNull(node.targetUser(), "the outer level's user is not the node's");
    assertNull(node.targetPort());
    assertTrue(node.buildOnTarget());
    assertEquals(List.of("targetHost", "targetUser", "targetPort"), node.unread());
    assertEquals(
        List.of("deploy.nodes.a.hostname at flake.nix:6", "deploy.nodes.a.sshUser at flake.nix:7", "deploy.nodes.a.sshOpts at flake.nix:8"),
        fleet.notRead().stream().map(n -> n.what() + " at " + n.where()).toList());
    assertEquals("secrets.addresses.a is known to nix only", fleet.notRead().get(0).why());
  }

  @Test
  void anOuterSettingCountsOnlyWhereTheInnerLevelsAreKnownNotToHaveIt() {
    StaticFleet fleet =
        outputs("""
            deploy.sshUser = "outer";
            deploy.nodes.open = { hostname = "h"; profiles = { }; } // secrets.node;
            deploy.nodes.over = secrets.node // { hostname = "h"; };
            deploy.nodes.known = { hostname = "h"; };
            """);
    assertEquals(List.of("known", "open", "over"), fleet.nodes().stream().map(DeployNode::name).toList());
    assertEquals("outer", node(fleet, "known").targetUser());
    assertNull(node(fleet, "over").targetUser());
    assertEquals("h", node(fleet, "over").targetHost());
    assertNull(node(fleet, "open").targetHost(), "it may be replaced");
    assertTrue(node(fleet, "over").unread().contains("targetUser"));
    assertTrue(node(fleet, "open").unread().containsAll(List.of("targetHost", "targetUser")));
  }

  @Test
  void hostsOfAFrameworkThatIsNotKnownAreNotGuessed() {
    StaticFleet fleet = read("{ outputs = inputs: inputs.snow.lib.mkFlake { inherit inputs; src = ./.; }; }");
    assertEquals(List.of(), fleet.hosts());
    assertEquals(List.of(new NotRead("outputs", null, "flake.nix:1", "the result of snow.lib.mkFlake is known to nix only")), fleet.notRead());
  }

  @Test
  void namesThatAreKnownStayKnownBesideOthers() {
    StaticFleet fleet = outputs("nixosConfigurations = { a = 1; ${secrets.name} = 2; } // secrets.hosts;");
    assertEquals(List.of("a"), fleet.hosts().stream().map(Host::name).toList());
    assertEquals(List.of("nixosConfigurations"), fleet.notRead().stream().map(NotRead::what).toList());
  }

  @Test
  void whatAnOptionComesToIsNotWhatIsWritten() {
    files.put(
        "hosts.nix",
        """
        { lib, config, inputs, ... }:
        {
          options.flake.fleet = lib.mkOption { default = { }; };
          config.flake.fleet.a.address = "10.0.0.1";
          config.own.b = { };
          config.flake.nixosConfigurations = lib.mapAttrs (n: v: inputs.nixpkgs.lib.nixosSystem { }) config.flake.fleet;
          config.flake.deploy.nodes = lib.mapAttrs (n: v: { hostname = n; }) config.own;
        }
        """);
    StaticFleet fleet = read(PARTS.replace("@more@", ""));
    assertEquals(List.of(), fleet.hosts());
    assertEquals(List.of(), fleet.nodes());
    assertEquals(
        List.of("nixosConfigurations at hosts.nix:3", "deploy.nodes at hosts.nix:7"),
        fleet.notRead().stream().map(n -> n.what() + " at " + n.where()).toList());
  }

  @Test
  void modulesThatCannotBeReadMayHoldMoreHosts() {
    files.put("hosts.nix", "{ flake.nixosConfigurations.a = 1; flake.deploy.nodes.a.hostname = \"h\"; }");
    StaticFleet whole = read(PARTS.replace("@more@", "inputs.treefmt-nix.flakeModule"));
    assertEquals(List.of(), whole.notRead());
    StaticFleet open = read(PARTS.replace("@more@", "(inputs.generator ./.)"));
    assertEquals(List.of("a"), open.hosts().stream().map(Host::name).toList());
    assertEquals("h", node(open, "a").targetHost());
    assertEquals(List.of("nixosConfigurations"), open.notRead().stream().map(NotRead::what).toList());
    assertTrue(open.notRead().get(0).why().contains("generator"), open.notRead().toString());
  }

  @Test
  void whatAModuleOfAnotherFlakeMayMakeIsSaidWhereNothingElseMakesIt() {
    files.put("hosts.nix", "{ flake.deploy.nodes = { }; }");
    StaticFleet fleet = read(PARTS.replace("@more@", "inputs.easy-hosts.flakeModule"));
    assertEquals(List.of("nixosConfigurations"), fleet.notRead().stream().map(NotRead::what).toList());
    assertEquals("a module of another flake may make it", fleet.notRead().get(0).why());
  }

  @Test
  void twoDefinitionsOfOneThingAreNeitherOfThem() {
    files.put("hosts.nix", "{ flake.deploy.nodes.a = { hostname = \"one\"; sshUser = \"same\"; }; }");
    files.put("more.nix", "{ flake.deploy.nodes.a = { hostname = \"two\"; sshUser = \"same\"; }; }");
    DeployNode node = node(read(PARTS.replace("@more@", "./more.nix")), "a");
    assertNull(node.targetHost());
    assertEquals("same", node.targetUser());
  }

  @Test
  void endlessImportsEnd() {
    files.put("hosts.nix", "let m = { imports = [ m ]; flake.nixosConfigurations.a = 1; }; in m");
    StaticFleet fleet = read(PARTS.replace("@more@", "./hosts.nix"));
    assertTrue(fleet.notRead().stream().anyMatch(n -> n.why().contains("without end")), fleet.notRead().toString());
  }

  @Test
  void aPlatformThatTwoModulesSetIsNotTold() {
    StaticFleet fleet =
        outputs("""
            nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ { nixpkgs.hostPlatform = "x86_64-linux"; } ]; };
            nixosConfigurations.two = nixpkgs.lib.nixosSystem { modules = [ { nixpkgs.hostPlatform = "x86_64-linux"; } ({ lib, ... }: { nixpkgs.hostPlatform = lib.mkForce "aarch64-linux"; }) ]; };
            nixosConfigurations.none = nixpkgs.lib.nixosSystem { system = secrets.system; modules = [ { nixpkgs.hostPlatform = "x86_64-linux"; } ]; };
            """);
    assertEquals("x86_64-linux", fleet.host("one").orElseThrow().system());
    assertNull(fleet.host("two").orElseThrow().system());
    assertNull(fleet.host("none").orElseThrow().system());
  }

  @Test
  void anInventoryIsReadAsFarAsItIsWrittenOut() {
    files.put("fleet-config.nix", "{\n  hosts = {\n    a = { ip = \"10.0.0.1\"; user = import <me>; };\n    b.ip = \"10.0.0.2\";\n  };\n}");
    StaticFleet.FileValue value = StaticFleet.file(snapshot(), "fleet-config.nix");
    assertEquals("{\"hosts\":{\"a\":{\"ip\":\"10.0.0.1\"},\"b\":{\"ip\":\"10.0.0.2\"}}}", value.json().toString());
    assertEquals(
        Map.of("hosts", "fleet-config.nix:2", "hosts.a", "fleet-config.nix:3", "hosts.b", "fleet-config.nix:4"), value.places());
    assertEquals(List.of("hosts.a.user"), value.notRead().stream().map(NotRead::what).toList());
  }

  private StaticFleet outputs(String outputs) {
    return read("{ outputs = { self, nixpkgs, secrets }:\n{\n" + outputs + "}; }");
  }

  private StaticFleet read(String flake) {
    files.put("flake.nix", flake);
    return StaticFleet.read(snapshot());
  }

  private RepoSnapshot snapshot() {
    return new RepoSnapshot(files.keySet(), path -> Optional.of(FileVersion.of(files.get(path))));
  }

  private static DeployNode node(StaticFleet fleet, String name) {
    return fleet.node(name).orElseThrow();
  }
}
