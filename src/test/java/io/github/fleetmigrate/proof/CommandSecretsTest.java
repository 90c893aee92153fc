package io.github.fleetmigrate.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandSecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          deploy .#axon                                          | deploy .#axon
          ./scripts/fleet.sh secrets edit                        | ./scripts/fleet.sh secrets edit
          deploy .#secret-host && echo done                      | deploy .#secret-host && echo done
          nix run git+https://me:hunter2@example.org/d -- .#a    | nix run git+https://me:(hidden)@example.org/d -- .#a
          deploy .#a --token abc123                              | deploy .#a --token (hidden)
          deploy .#a --token=abc123 -s                           | deploy .#a --token=(hidden) -s
          deploy .#a --api-key "a b c" -s                        | deploy .#a --api-key (hidden) -s
          deploy .#a --token $TOKEN                              | deploy .#a --token $TOKEN
          deploy .#a --token "${TOKEN}"                          | deploy .#a --token "${TOKEN}"
          deploy .#a --token {{token}}                           | deploy .#a --token {{token}}
          deploy .#a -- KEY=abc API_KEY='x y' HOST=axon          | deploy .#a -- KEY=(hidden) API_KEY=(hidden) HOST=axon
          GITHUB_TOKEN=abc deploy .#a                            | GITHUB_TOKEN=(hidden) deploy .#a
          deploy .#a -- --option access-tokens github.com=abc    | deploy .#a -- --option access-tokens (hidden)
          deploy .#a -- --option cores 4                         | deploy .#a -- --option cores 4
          deploy .#a ghp_0123456789abcdefghij                    | deploy .#a (hidden)
          deploy .#a --password-file /run/pw                     | deploy .#a --password-file /run/pw
          """)
  void aCommandIsShownWithoutItsSecrets(String command, String shown) {
    assertEquals(shown, CommandSecrets.hide(command));
  }
}
