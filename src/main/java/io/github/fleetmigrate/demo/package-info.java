/**
 * The sample fleet that the program can lay out to be tried on, and its machines, played on this one: what the wizard does to
 * them reaches no other machine and changes nothing of this one.
 */
package io.github.fleetmigrate.demo;
