#!/bin/bash
# Boots this system's own files, under an overlay in memory, with systemd as the first process, in
# control groups, namespaces and on a network of its own. $1: an empty directory.
set -e

# Each hierarchy of control groups: its type, its controllers, where it is mounted, where we are.
hierarchies() {
  local controllers path type
  while IFS=: read -r _ controllers path; do
    type=$([ -n "$controllers" ] && echo cgroup || echo cgroup2)
    echo "$type ${controllers:-rw} $(findmnt -nft "$type" ${controllers:+-O "$controllers"} -o TARGET) $path"
  done < /proc/self/cgroup
}

if [ -z "$MACHINE" ]; then
  # Otherwise another machine's systemd would take our units for its own.
  while read -r _ _ mounted path; do
    group=$mounted$path/machine-$$
    mkdir "$group"
    # Version 1 lets nobody into a cpuset that has no processors yet.
    echo $$ 2> /dev/null > "$group/cgroup.procs" || rmdir "$group"
  done < <(hierarchies)
  # Whatever ends this one ends all of it.
  MACHINE=$$ exec unshare --kill-child --mount --pid --fork --uts --ipc --cgroup --net bash "$0" "$1"
fi

mount --make-rprivate /
mount -t tmpfs machine "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay machine -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
# Where this is a container, packages may start nothing; on the machine they may.
rm -f usr/sbin/policy-rc.d
mount --rbind /sys sys
while read -r type controllers mounted _; do
  umount ".$mounted"
  mount -t "$type" -o "${controllers/#name=/none,name=}" "$type" ".$mounted"
done < <(hierarchies)
# Not what is mounted below it: systemd prepares credentials over /dev/shm.
mount --bind /dev dev
mount -t proc proc proc
mount -t tmpfs run run
mount -t tmpfs tmp tmp
mkdir outside
pivot_root . outside
umount -l /outside
touch /machine
# As a container's manager does: what is mounted for a unit must be seen by it.
mount --make-rshared /
export container=keyframed-test
exec /lib/systemd/systemd --unit=basic.target --show-status=no
