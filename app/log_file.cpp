#include "app/log_file.h"

#include "settings/private_file.h"

namespace nightbell {

using namespace Qt::StringLiterals;

bool LogFile::append(const QByteArray &line)
{
    if (!open())
        return false;
    if (m_bytes > 0 && m_bytes + line.size() > m_limits.fileBytes) {
        rotate();
        if (!open())
            return false;
    }
    if (m_file.write(line) == line.size()) {
        m_bytes += line.size();
        return true;
    }
    m_file.resize(m_bytes); // half a line would spoil the next one
    m_file.close();         // opened again for the next line: the disk, or the folder, may have come back
    return false;
}

bool LogFile::open()
{
    if (m_file.isOpen())
        return true;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered, ownerOnlyFile))
        return false;
    m_bytes = m_file.size();
    return true;
}

void LogFile::rotate()
{
    m_file.close();
    const QString path = m_file.fileName();
    const auto old = [&path](int number) { return path + u'.' + QString::number(number); };
    QFile::remove(m_limits.filesKept > 0 ? old(m_limits.filesKept) : path);
    for (int number = m_limits.filesKept - 1; number > 0; --number)
        QFile::rename(old(number), old(number + 1));
    if (m_limits.filesKept > 0)
        QFile::rename(path, old(1));
}

} // namespace nightbell
