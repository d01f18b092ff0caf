#pragma once

#include <QByteArray>
#include <QImage>

namespace capriccio {

// Returns the picture as a file of this format ("PNG", "JPG"), quality as QImage::save; empty when it is null. Files
// are written from these bytes: libpng says on stderr what a device refuses, and memory refuses nothing. Any thread.
QByteArray pictureBytes(const QImage& picture, const char* format = "PNG", int quality = -1);

} // namespace capriccio
