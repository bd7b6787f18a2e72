// The folder in which everything is kept: settings, store, secrets, logs. One program at a time holds it.
#pragma once

#include "result.h"

#include <QLockFile>

#include <memory>

namespace nightbell {

class DataFolder
{
public:
    static QString standardPath();

    // Makes the folder if it is missing. Unreachable: it cannot be written; Locked: another program holds it.
    static Result<DataFolder> open(const QString &path);

    const QString &path() const { return m_path; }

private:
    DataFolder(QString path, std::shared_ptr<QLockFile> lock) : m_path(std::move(path)), m_lock(std::move(lock)) { }

    QString m_path;
    std::shared_ptr<QLockFile> m_lock; // given back with the last copy
};

} // namespace nightbell
