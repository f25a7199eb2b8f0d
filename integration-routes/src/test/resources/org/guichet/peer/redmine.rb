# The company in Redmine as docs/connectors/redmine.md asks for it: a project, the field of our number, a role for the
# portal's account; a staff member (a Manager), and an account that may do little (a Reporter).
Redmine::DefaultData::Loader.load('en') if Redmine::DefaultData::Loader.no_data?
Setting.rest_api_enabled = '1'
Setting.login_required = '1'
Setting.default_language = 'en'
Setting.notified_events = []

def user(login, admin: false)
  user = User.find_by_login(login) || User.new(firstname: login.capitalize, lastname: 'Peer', mail: "#{login}@example.test")
  user.login = login
  user.password = user.password_confirmation = "#{login}-secret-1"
  user.admin = admin
  user.must_change_passwd = false
  user.status = 1
  user.language = 'en'
  user.save!
  user
end

admin = user('admin', admin: true)
portal = user('portal')
staff = user('staff')
reporter = user('reporter')
manager = Role.find_by(name: 'Manager')
role = Role.new(name: 'Portal', issues_visibility: 'all', users_visibility: 'all',
                permissions: %i[view_issues add_issues edit_issues add_issue_notes set_notes_private view_private_notes])
role.save!
WorkflowRule.copy(nil, manager, nil, role)
project = Project.create!(name: 'Service requests', identifier: 'requests', is_public: false,
                          tracker_ids: Tracker.pluck(:id), enabled_module_names: %w[issue_tracking files])
Member.create!(project: project, principal: portal, roles: [role])
Member.create!(project: project, principal: staff, roles: [manager])
Member.create!(project: project, principal: reporter, roles: [Role.find_by(name: 'Reporter')])
field = IssueCustomField.create!(name: 'Portal reference', field_format: 'string', is_for_all: true, is_filter: true,
                                 searchable: true, trackers: Tracker.all)

File.write(File.join(ENV['DATA'], 'keys'),
           "key=#{portal.api_key} staffKey=#{staff.api_key} adminKey=#{admin.api_key} reporterKey=#{reporter.api_key} " \
           "project=#{project.identifier} referenceField=#{field.id} account=#{portal.id}")
