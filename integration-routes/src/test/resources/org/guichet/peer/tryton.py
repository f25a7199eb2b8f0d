"""The company in Tryton: euro, two fiscal years, a chart of accounts, the portal's account and its staff."""
import datetime
import os
from decimal import Decimal

from proteus import Model, Wizard, config

settings = config.set_trytond('erp', config_file=os.environ['TRYTOND_CONFIG'])


def one(model, **values):
    found, = Model.get(model).find([(field, '=', value) for field, value in values.items()], limit=1)
    return found


def new(model, **values):
    record = Model.get(model)(**values)
    record.save()
    return record


euro = new('currency.currency', name='Euro', symbol='€', code='EUR', rounding=Decimal('0.01'))
new('currency.currency.rate', date=datetime.date(2000, 1, 1), rate=Decimal(1), currency=euro)
wizard = Wizard('company.company.config')
wizard.execute('company')
wizard.form.party = new('party.party', name='Test Municipality')
wizard.form.currency = euro
wizard.execute('add')
settings._context = Model.get('res.user').get_preferences(True, {})
company, = Model.get('company.company').find([])

# This year and the next, so that a run at midnight of 31 December has one.
this_year = datetime.date.today().year
for year in (this_year, this_year + 1):
    fiscal_year = Model.get('account.fiscalyear')(
        name=str(year), company=company,
        start_date=datetime.date(year, 1, 1), end_date=datetime.date(year, 12, 31))
    fiscal_year.post_move_sequence = new(
        'ir.sequence', name=str(year), company=company,
        sequence_type=one('ir.sequence.type', name='Account Move'))
    numbers = new(
        'ir.sequence.strict', name='Invoice %d' % year, company=company, prefix='%d-' % year,
        sequence_type=one('ir.sequence.type', name='Invoice'))
    sequences = fiscal_year.invoice_sequences[0]
    sequences.out_invoice_sequence = sequences.in_invoice_sequence = numbers
    sequences.out_credit_note_sequence = sequences.in_credit_note_sequence = numbers
    fiscal_year.save()
    fiscal_year.click('create_period')

chart, = Model.get('ir.model.data').find(
    [('module', '=', 'account'), ('fs_id', '=', 'account_template_root_en')], limit=1)
wizard = Wizard('account.create_chart')
wizard.execute('account')
wizard.form.account_template = Model.get('account.account.template')(chart.db_id)
wizard.form.company = company
wizard.execute('create_account')


def account(kind):
    return Model.get('account.account').find(
        [('type.' + kind, '=', True), ('company', '=', company.id)], limit=1)[0]


wizard.form.account_receivable = account('receivable')
wizard.form.account_payable = account('payable')
wizard.execute('create_properties')

cash = one('account.account', name='Main Cash')
new('account.invoice.payment.method', name='Cash', journal=one('account.journal', type='cash'),
    credit_account=cash, debit_account=cash)
term = Model.get('account.invoice.payment_term')(name='Direct')
term.lines.new(type='remainder')
term.save()

GROUPS = ['Sale Opportunity', 'Sales', 'Account', 'Party Administration', 'Accounting Party']
for login in ('portal', 'staff'):
    employee = new('company.employee', party=new('party.party', name=login.capitalize() + ' Employee'))
    user = Model.get('res.user')(name=login.capitalize(), login=login, password=login + '-secret-1')
    user.companies.append(Model.get('company.company')(company.id))
    user.company = company
    for group in Model.get('res.group').find([('name', 'in', GROUPS)]):
        user.groups.append(group)
    user.employees.append(employee)
    user.employee = employee
    user.save()
