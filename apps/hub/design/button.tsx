import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { classes } from './classes.js';
import styles from './button.module.css';

/** How much a button stands out: one `primary` a page; `danger` removes or ends something. */
type Weight = 'normal' | 'primary' | 'danger' | 'plain';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly weight?: Weight;
  readonly children: ReactNode;
}

/** A button with a text. */
export const Button = ({ weight = 'normal', className, type = 'button', ...props }: ButtonProps) => (
  <button type={type} className={classes(styles['button'], styles[weight], className)} {...props} />
);

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** What it does, for those who do not see the icon. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button with an icon only. */
export const IconButton = ({ label, icon, className, weight = 'plain', ...props }: IconButtonProps) => (
  <Button weight={weight} className={classes(styles['icon'], className)} aria-label={label} title={label} {...props}>
    {icon}
  </Button>
);
