#include "core/types/error.h"

#include <cerrno>
#include <cstring>

namespace capriccio {

Sentence systemReason(int code) {
    switch (code) {
    case EACCES:
    case EPERM:
        return Sentence::translate("system", "permission denied");
    case ENOENT:
        return Sentence::translate("system", "it is not there");
    case ENOTDIR:
        return Sentence::translate("system", "part of its path is not a folder");
    case EISDIR:
        return Sentence::translate("system", "it is a folder");
    case ENAMETOOLONG:
        return Sentence::translate("system", "its name is too long");
    case ELOOP:
        return Sentence::translate("system", "its links lead round in a circle");
    case ENOSPC:
        return Sentence::translate("system", "no space is left on the disk");
    case EDQUOT:
        return Sentence::translate("system", "your share of the disk is used up");
    case EFBIG:
        return Sentence::translate("system", "the disk takes no file so large");
    case EROFS:
        return Sentence::translate("system", "the disk is read-only");
    case EMFILE:
    case ENFILE:
        return Sentence::translate("system", "too many files are open");
    case ENOMEM:
        return Sentence::translate("system", "there is not enough memory");
    case EIO:
    case ENXIO:
    case ENODEV:
        return Sentence::translate("system", "the disk or device reports an error");
    case ESTALE:
    case ETIMEDOUT:
    case ENOTCONN:
    case EHOSTDOWN:
        return Sentence::translate("system", "the network drive does not answer");
    default:
        return QString::fromLocal8Bit(std::strerror(code));
    }
}

} // namespace capriccio
