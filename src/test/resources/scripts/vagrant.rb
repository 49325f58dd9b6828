# Stands for Vagrant: notes what a Vagrantfile sets, and prints it when the file has been read, one setting a line.
require 'pathname'

class Settings < BasicObject
  def initialize(path, notes)
    @path = path
    @notes = notes
  end

  # `vm.box = x`, `vm.provider 'docker' do |machine, override|`, `vmx['memsize'] = x`: each becomes a line
  def method_missing(name, *arguments, &block)
    name = name.to_s
    return @notes << "#{@path}.#{name.chomp('=')} = #{arguments.join(' ')}" if name.end_with?('=')

    inner = ::Settings.new([@path, name, *arguments.grep(::String).first(1)].join('.'), @notes)
    @notes << "#{@path}.#{name} #{arguments.join(' ')}" unless arguments.empty?
    block&.call(inner, inner)
    inner
  end

  def respond_to_missing?(*)
    true
  end
end

module Vagrant
  def self.configure(_version)
    notes = []
    yield Settings.new('config', notes)
    puts notes
  end

  # where Vagrant's own well-known key lies
  def self.source_root
    Pathname.new(ENV.fetch('SOURCE_ROOT'))
  end
end
