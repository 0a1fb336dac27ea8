// @peculiar/x509 wants this polyfill before it loads, and does not bring it.
import 'reflect-metadata';

export * from '@peculiar/x509';
