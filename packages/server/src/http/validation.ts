import {FIELD_CODES, type FieldCode, type FieldError} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import {Refusal} from '../refusal.ts';
import {pointerPart} from './json.ts';

const MAX_ERRORS = 100;

/** Checks a body by its schema; every field that fails is named (W7). */
export const validate = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const errors = result.error.issues.flatMap((issue) => fieldErrors(issue, value)).slice(0, MAX_ERRORS);
  throw new Refusal('validation-failed', 'The request has a field that cannot be accepted', {errors});
};

const fieldErrors = (issue: z.core.$ZodIssue, value: unknown): FieldError[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fieldError([...issue.path, key], 'unknown-member'));
  }
  if (!has(value, issue.path)) {
    return [fieldError(issue.path, 'required')];
  }
  const {code, params} = reason(issue);
  return [fieldError(issue.path, code, params)];
};

const fieldError = (path: readonly PropertyKey[], code: FieldCode, params?: Readonly<Record<string, unknown>>): FieldError => ({
  pointer: ['#', ...path.map(pointerPart)].join('/'),
  code,
  detail: DETAILS[code],
  ...(params && {params: {...params}}),
});

const reason = (issue: z.core.$ZodIssue): {readonly code: FieldCode; readonly params?: Readonly<Record<string, unknown>>} => {
  switch (issue.code) {
    case 'invalid_type':
      return {code: 'type', params: {expected: issue.expected}};
    case 'invalid_format':
      return {code: 'format', params: {format: issue.format}};
    case 'too_small':
      return isSized(issue.origin)
        ? {code: 'too-short', params: {minimum: Number(issue.minimum)}}
        : {code: 'too-small', params: {minimum: Number(issue.minimum)}};
    case 'too_big':
      return isSized(issue.origin)
        ? {code: 'too-long', params: {maximum: Number(issue.maximum)}}
        : {code: 'too-big', params: {maximum: Number(issue.maximum)}};
    case 'custom':
      return customReason(issue.params);
    default:
      return {code: 'not-allowed'};
  }
};

const isSized = (origin: string): boolean => ['string', 'array', 'set', 'map', 'file'].includes(origin);

const customReason = (
  params: Readonly<Record<string, unknown>> = {},
): {readonly code: FieldCode; readonly params?: Readonly<Record<string, unknown>>} => {
  const {code, ...rest} = params;
  const known = FIELD_CODES.find((candidate) => candidate === code) ?? 'not-allowed';
  return Object.keys(rest).length > 0 ? {code: known, params: rest} : {code: known};
};

const has = (value: unknown, path: readonly PropertyKey[]): boolean => {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) {
      return false;
    }
    current = (current as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return true;
};

const DETAILS: Readonly<Record<FieldCode, string>> = {
  required: 'This field is needed',
  type: 'This field has another type',
  format: 'This field has another format',
  'too-short': 'This is too short',
  'too-long': 'This is too long',
  'too-small': 'This is too small',
  'too-big': 'This is too big',
  'not-allowed': 'This value is not allowed',
  'unknown-member': 'This member does not exist',
  'unknown-reference': 'What this refers to does not exist',
  'control-character': 'This has a character that cannot be shown',
  'ill-formed': 'This has half a character',
};
