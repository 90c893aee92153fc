/** The sample fleet that the program can lay out to be tried on. Imports nothing of the project. */
package io.github.fleetmigrate.demo;
