import { purchaseType, smallCompany, type TestCompany } from './company.js';

/** The small company, whose purchases may have receipts. */
export function companyWithFiles(): TestCompany {
  const company = smallCompany();
  const form = [...purchaseType.form, { type: 'file', name: 'receipt', label: 'Receipt', required: false } as const];
  return { ...company, types: [{ ...purchaseType, form }] };
}
