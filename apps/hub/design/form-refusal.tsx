import { type RefObject, useEffect } from 'react';
import { isShownAtFields, ProblemNotice } from './problem-notice.js';

/** After each refusal, moves the focus to the first invalid field, or to the notice, which scrolls it into view. */
export const useFocusOnRefusal = (form: RefObject<HTMLFormElement | null>, error: Error | null): void => {
  useEffect(() => {
    if (error === null) return;
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (invalid ?? form.current?.querySelector<HTMLElement>('[data-refusal]'))?.focus();
  }, [form, error]);
};

/** Notice of why the command of a form was refused. Takes the focus unless a field does. */
export const FormRefusal = ({
  error,
  shown = [],
}: {
  readonly error: Error | null;
  /** Fields that show their own errors. If there are no other errors, nothing is rendered. */
  readonly shown?: readonly string[] | undefined;
}) =>
  error &&
  !isShownAtFields(error, shown) && (
    <div data-refusal tabIndex={-1}>
      <ProblemNotice error={error} hasFields shown={shown} />
    </div>
  );
