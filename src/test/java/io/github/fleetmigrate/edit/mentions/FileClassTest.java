package io.github.fleetmigrate.edit.mentions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileClassTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          README.md,                                           DOCUMENT
          FLEET-MANAGEMENT.md,                                 DOCUMENT
          SECRETS.md,                                          DOCUMENT
          docs/BOOTSTRAP.md,                                   DOCUMENT
          docs/FLEET-SECRETS-INTEGRATION.md,                   DOCUMENT
          docs/security/SECURITY-ROADMAP.md,                   DOCUMENT
          docs/KEYBOARD.md,                                    DOCUMENT
          secrets-example/README.md,                           DOCUMENT
          systems/nexus/QUICKSTART.md,                         DOCUMENT
          docs/port-2020-08.1.md,                              HISTORY
          docs/archive/TASKS.md,                               HISTORY
          docs/archive/prds/001-LEGACY-CLEANUP-PRD.md,         HISTORY
          docs/blog/2025-10-15-fixing-deployment-hell.md,      HISTORY
          docs/fixes/2025-10-29-brave-hardware.md,             HISTORY
          CHANGELOG.md,                                        HISTORY
          CHANGELOG,                                           HISTORY
          archive/todo.sh,                                     HISTORY
          flake.nix.bak,                                       HISTORY
          scripts/deployment/archive/fleet.sh.archived,        HISTORY
          scripts/deployment/fleet.sh.old.2,                   HISTORY
          docs/planning/homelab-strategy.md,                   PLAN
          docs/TODO-CHECKLIST.md,                              PLAN
          docs/TODO.md,                                        PLAN
          docs/planning/TODO-HTTPS-MIGRATION.md,               PLAN
          .opencode/plan/quick-reference.md,                   PLAN
          docs/NIXOS-FLEET-MIGRATION.md,                       PLAN
          docs/TODOIST.md,                                     DOCUMENT
          flake.nix,                                           NIX
          release.nix,                                         NIX
          modules/features/archiver.nix,                       NIX
          modules/system/secrets-password-sync.nix,            NIX
          justfile,                                            JUSTFILE
          .justfile,                                           JUSTFILE
          just/deploy.just,                                    JUSTFILE
          flake.lock,                                          LOCK
          package-lock.json,                                   LOCK
          scripts/deployment/fleet.sh,                         SCRIPT
          scripts/secrets-manager.sh,                          SCRIPT
          Makefile,                                            BUILD
          .github/workflows/deploy.yml,                        BUILD
          Taskfile.yml,                                        BUILD
          taskfiles/hosts.yaml,                                BUILD
          GNUmakefile,                                         BUILD
          ops/hosts.mk,                                        BUILD
          .gitlab-ci.yml,                                      BUILD
          .forgejo/workflows/deploy.yaml,                      BUILD
          .woodpecker/deploy.yml,                              BUILD
          package.json,                                        BUILD
          JUSTFILE,                                            JUSTFILE
          monitors.json,                                       OTHER
          .envrc,                                              OTHER
          dotfiles/.config/Code/User/keybindings.json,         OTHER
          secrets/nexus.yaml,                                  SECRET
          secrets/README.md,                                   SECRET
          secrets.yaml,                                        SECRET
          secrets.nix,                                         SECRET
          hosts/wifi-secrets.json,                             SECRET
          hosts/axon/password.txt,                             SECRET
          .sops.yaml,                                          SECRET
          hosts/axon.sops.yaml,                                SECRET
          hosts/axon.enc.json,                                 SECRET
          keys/deploy.pub,                                     SECRET
          hosts/ssh_host_ed25519_key,                          SECRET
          .ssh/id_ed25519,                                     SECRET
          wireguard.key,                                       SECRET
          x.age,                                               SECRET
          .env,                                                SECRET
          .env.local,                                          SECRET
          prod.env,                                            SECRET
          archive/secrets/old.md,                              SECRET
          """)
  void aPathSaysWhatKindOfFileItNames(String path, FileClass expected) {
    assertEquals(expected, FileClass.of(path));
  }

  @Test
  void everyLineThatMentionsAPatternIsFoundOnce() {
    MentionScanner scanner = new MentionScanner(List.of("deploy-rs", "fleet.sh"));
    assertEquals(List.of(1, 3), scanner.lines("deploy-rs fleet.sh deploy-rs\r\nnothing\r\n./fleet.sh"));
    assertEquals(List.of(), scanner.lines(""));
    assertEquals(List.of(), scanner.lines("Deploy-RS"));
  }
}
