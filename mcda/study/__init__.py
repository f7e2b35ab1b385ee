"""A study on disk and in memory: the folder, its checks, and the frozen `Study`."""

from mcda.study.changes import under
from mcda.study.contents import Change, Profile
from mcda.study.load import CheckedStudy, check_study, load_study
from mcda.study.skeleton import new_study
from mcda.study.study import Study

__all__ = ["Change", "CheckedStudy", "Profile", "Study", "check_study", "load_study", "new_study", "under"]
