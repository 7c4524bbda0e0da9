#!/bin/bash
# Boots this system's own files, under an overlay in memory, with systemd as the first process. Run
# in fresh namespaces by: unshare --mount --pid --fork --uts --ipc --cgroup. $1: an empty directory.
set -e
mount --make-rprivate /
mount -t tmpfs machine "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay machine -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
mount --rbind /sys sys
# Not what is mounted below it: systemd prepares credentials over /dev/shm.
mount --bind /dev dev
mount -t proc proc proc
mount -t tmpfs run run
mount -t tmpfs tmp tmp
mkdir outside
pivot_root . outside
umount -l /outside
# As a container's manager does: what is mounted for a unit must be seen by it.
mount --make-rshared /
export container=keyframed-test
exec /lib/systemd/systemd --unit=basic.target --show-status=no
