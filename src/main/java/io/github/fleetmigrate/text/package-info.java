/** Text as it is in a file: ranges, replacements, encoding and line ends. Imports no other package of the project. */
package io.github.fleetmigrate.text;
