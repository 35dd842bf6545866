import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import styles from './menu.module.css';

/** A menu that a button opens. `children` are MenuItem, MenuChoice and MenuGroup. */
export const Menu = ({ button, children }: { readonly button: ReactElement; readonly children: ReactNode }) => (
  <BaseMenu.Root>
    <BaseMenu.Trigger render={button} />
    <BaseMenu.Portal>
      <BaseMenu.Positioner sideOffset={4} align="end">
        <BaseMenu.Popup className={styles['popup']}>{children}</BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  </BaseMenu.Root>
);

/** Does something. */
export const MenuItem = ({
  onSelect,
  disabled = false,
  children,
}: {
  readonly onSelect: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}) => (
  <BaseMenu.Item className={styles['item']} disabled={disabled} onClick={onSelect}>
    {children}
  </BaseMenu.Item>
);

/** Items with a heading. */
export const MenuGroup = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <BaseMenu.Group>
    <BaseMenu.GroupLabel className={styles['group']}>{name}</BaseMenu.GroupLabel>
    {children}
  </BaseMenu.Group>
);

/** A choice of one of several values. */
export const MenuChoice = <T extends string>({
  name,
  value,
  values,
  labelOf,
  onChoose,
}: {
  readonly name: string;
  readonly value: T;
  readonly values: readonly T[];
  readonly labelOf: (value: T) => string;
  readonly onChoose: (value: T) => void;
}) => (
  <MenuGroup name={name}>
    <BaseMenu.RadioGroup value={value} onValueChange={(chosen: T) => onChoose(chosen)}>
      {values.map((one) => (
        <BaseMenu.RadioItem key={one} value={one} className={styles['item']}>
          <Check size={14} aria-hidden visibility={one === value ? 'visible' : 'hidden'} />
          {labelOf(one)}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  </MenuGroup>
);
